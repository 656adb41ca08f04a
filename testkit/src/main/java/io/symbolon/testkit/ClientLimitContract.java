package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LimitDecision;
import io.symbolon.storage.LimitDecision.Candidate;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A client may have a limit beside the subject's: the client's is applied first, the subject's to what it leaves, and
 * where either rejects the new session, nothing is ended.
 */
public abstract class ClientLimitContract extends StorageContract {
    private static final String BROWSER = "browser";
    private static final String PHONE = "phone";
    private static final int SIGN_INS = 32;
    private static final long SEED = 20_261_126;

    /** For subclasses. */
    protected ClientLimitContract() {}

    @Test
    void fiveBrowsersAndTwoPhonesAndSixInAllAreExactWhereTheOldestGivesWay() throws InterruptedException {
        List<InsertResult> results =
                signInAtOnce(SessionLimit.evictOldest(5), SessionLimit.evictOldest(2), SessionLimit.evictOldest(6));

        List<SessionId> ended = results.stream()
                .flatMap(result -> endedIds(result.revocations()).stream())
                .toList();
        assertThat(results).allSatisfy(result -> assertThat(result.session()).isPresent());
        assertFiveBrowsersTwoPhonesAndSixInAll();
        assertThat(ended)
                .hasSize(SIGN_INS - 6)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        live().stream().map(StoredSession::id).toList());
        assertThat(endedIds(logged())).containsExactlyInAnyOrderElementsOf(ended);
    }

    @Test
    void fiveBrowsersAndTwoPhonesAndSixInAllAreExactWhereTheNewOneIsRejected() throws InterruptedException {
        List<InsertResult> results =
                signInAtOnce(SessionLimit.rejectNew(5), SessionLimit.rejectNew(2), SessionLimit.rejectNew(6));

        assertFiveBrowsersTwoPhonesAndSixInAll();
        assertThat(results.stream().flatMap(result -> result.session().stream()))
                .containsExactlyInAnyOrderElementsOf(live());
        assertThat(results)
                .filteredOn(result -> result.session().isEmpty())
                .allSatisfy(
                        refused -> assertThat(refused.refusedAt().orElseThrow()).isIn(5, 2, 6));
        assertThat(logged()).isEmpty();
    }

    @Test
    void aRejectionEndsNothingAlsoWhenOthersGiveWay() throws InterruptedException {
        List<InsertResult> results =
                signInAtOnce(SessionLimit.evictOldest(5), SessionLimit.evictOldest(2), SessionLimit.rejectNew(6));

        assertFiveBrowsersTwoPhonesAndSixInAll();
        assertThat(results)
                .filteredOn(result -> result.session().isEmpty())
                .allSatisfy(refused -> assertThat(refused.revocations()).isEmpty());
        assertThat(logged())
                .containsExactlyInAnyOrderElementsOf(results.stream()
                        .flatMap(result -> result.revocations().stream())
                        .toList());
    }

    @Test
    void theSubjectsLimitIsAppliedToWhatTheClientsLeaves() {
        StoredSession oldBrowser = signIn(BROWSER);
        StoredSession oldPhone = signIn(PHONE);
        StoredSession phone = signIn(PHONE);

        InsertResult result = insert(BROWSER, SessionLimit.evictOldest(1), SessionLimit.rejectNew(3));

        assertThat(endedIds(result.revocations())).containsExactly(oldBrowser.id());
        assertThat(live()).containsExactlyInAnyOrder(oldPhone, phone, stored(result));
    }

    @Test
    void aSubjectsLimitThatRejectsEndsNothingThatTheClientsWouldHave() throws InterruptedException {
        List<StoredSession> before = List.of(signIn(BROWSER), signIn(BROWSER), signIn(PHONE));

        InsertResult result = insert(PHONE, SessionLimit.evictOldest(1), SessionLimit.rejectNew(2));

        assertRefused(result, 2, before);
    }

    @Test
    void aClientsLimitThatRejectsEndsNothingThatTheSubjectsWouldHave() throws InterruptedException {
        List<StoredSession> before = List.of(signIn(BROWSER), signIn(PHONE));

        InsertResult result = insert(PHONE, SessionLimit.rejectNew(1), SessionLimit.evictOldest(2));

        assertRefused(result, 1, before);
    }

    @Test
    void ofTwoLimitsThatRejectTheClientsIsNamed() throws InterruptedException {
        List<StoredSession> before = List.of(signIn(PHONE), signIn(PHONE), signIn(PHONE));

        assertRefused(insert(PHONE, SessionLimit.rejectNew(2), SessionLimit.rejectNew(3)), 2, before);
    }

    @Test
    void aClientsLimitCountsTheSubjectsSessionsOfThatClientOnly() {
        String neighbour = NewSession.neighbourOf("alice");
        insert(NewSession.of(neighbour).client(PHONE).toInsert());
        signIn(BROWSER);
        signIn("PHONE");

        InsertResult result = insert(PHONE, SessionLimit.rejectNew(1), SessionLimit.unlimited());

        assertThat(result.session()).isPresent();
    }

    @Test
    void sessionsOfAClientThatAreOverDoNotCount() {
        storage().end(signIn(PHONE).id(), RevocationCause.SIGNED_OUT);
        signIn(PHONE);
        endAll("alice");

        InsertResult result = insert(PHONE, SessionLimit.rejectNew(1), SessionLimit.rejectNew(1));

        assertThat(live()).containsExactly(stored(result));
    }

    @Test
    void everyDecisionIsThatOfTheSpecification() {
        Random random = new Random(SEED);
        for (int round = 0; round < Math.min(500, fixture().repetitions()); round++) {
            String subject = "subject-" + round;
            for (int i = random.nextInt(7); i > 0; i--) {
                insert(NewSession.of(subject).client(client(random)).toInsert());
            }
            SessionLimits limits = new SessionLimits(limit(random), limit(random));
            String client = client(random);
            List<StoredSession> before = storage().findAll(subject).value();
            LimitDecision decision = LimitDecision.decide(
                    limits,
                    client,
                    before.stream()
                            .map(each -> new Candidate(each.id(), each.clientId(), each.createdAt()))
                            .toList());

            InsertResult result = node(round)
                    .insert(NewSession.of(subject).client(client).limits(limits).toInsert());

            assertThat(asDecision(result)).as("round %s with %s", round, limits).isEqualTo(inOrder(decision));
            assertThat(storage().findAll(subject).value())
                    .hasSize(before.size()
                            - result.revocations().size()
                            + (result.session().isPresent() ? 1 : 0));
        }
    }

    private List<InsertResult> signInAtOnce(SessionLimit ofBrowsers, SessionLimit ofPhones, SessionLimit inAll)
            throws InterruptedException {
        node(1);
        return Race.of(SIGN_INS, number -> {
            boolean isBrowser = number / 2 % 2 == 0;
            return node(number)
                    .insert(NewSession.of("alice")
                            .client(isBrowser ? BROWSER : PHONE)
                            .limits(new SessionLimits(isBrowser ? ofBrowsers : ofPhones, inAll))
                            .toInsert());
        });
    }

    private StoredSession signIn(String client) {
        return stored(insert(client, SessionLimit.unlimited(), SessionLimit.unlimited()));
    }

    private InsertResult insert(String client, SessionLimit ofClient, SessionLimit ofSubject) {
        return storage()
                .insert(NewSession.of("alice")
                        .client(client)
                        .limits(new SessionLimits(ofClient, ofSubject))
                        .toInsert());
    }

    private void assertFiveBrowsersTwoPhonesAndSixInAll() {
        assertThat(live()).hasSize(6);
        assertThat(live())
                .filteredOn(session -> session.clientId().equals(BROWSER))
                .hasSizeBetween(4, 5);
        assertThat(live())
                .filteredOn(session -> session.clientId().equals(PHONE))
                .hasSizeBetween(1, 2);
    }

    private void assertRefused(InsertResult result, int maximum, List<StoredSession> before)
            throws InterruptedException {
        assertThat(result.session()).isEmpty();
        assertThat(result.refusedAt()).hasValue(maximum);
        assertThat(result.revocations()).isEmpty();
        assertThat(live()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(logged()).isEmpty();
    }

    private List<StoredSession> live() {
        return storage().findAll("alice").value();
    }

    private static String client(Random random) {
        return List.of(BROWSER, PHONE, "tv").get(random.nextInt(3));
    }

    private static SessionLimit limit(Random random) {
        int maximum = 1 + random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> SessionLimit.unlimited();
            case 1 -> SessionLimit.rejectNew(maximum);
            default -> SessionLimit.evictOldest(maximum);
        };
    }

    private static LimitDecision asDecision(InsertResult result) {
        return result.refusedAt().isPresent()
                ? new LimitDecision.Refuse(result.refusedAt().getAsInt())
                : inOrder(new LimitDecision.Accept(endedIds(result.revocations())));
    }

    /** Revocations of one step have no order. */
    private static LimitDecision inOrder(LimitDecision decision) {
        if (!(decision instanceof LimitDecision.Accept accept)) {
            return decision;
        }
        List<SessionId> evicted = new ArrayList<>(accept.evicted());
        evicted.sort(Comparator.naturalOrder());
        return new LimitDecision.Accept(evicted);
    }

    private static List<SessionId> endedIds(List<Revocation> revocations) {
        return revocations.stream()
                .map(revocation -> revocation.sessionId().orElseThrow())
                .toList();
    }
}
