package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Pages of a subject's sessions: the same order everywhere, each session once, whatever comes and goes between two pages.
 */
public abstract class PageContract extends StorageContract {
    private static final Comparator<SessionId> DESCENDING = Comparator.reverseOrder();
    private static final long PARTITION_BITS = 0xFF00L;
    private static final int MANY = 150;

    /** For subclasses. */
    protected PageContract() {}

    @Test
    void thePagesOfASubjectAreItsSessionsByDescendingId() {
        List<SessionId> ids = insertMany("alice", MANY);
        insert(NewSession.neighbourOf("alice"));

        assertThat(idsOf(storage().findPage("alice", 10, Optional.empty()).value()))
                .isEqualTo(ids.subList(0, 10));
        for (int limit : new int[] {1, 7, MANY, MANY + 1}) {
            assertThat(readAll("alice", limit)).as("by %s", limit).isEqualTo(ids);
        }
    }

    @Test
    void aSubjectOfAnySizeHasPages() {
        Set<SessionId> ids = new HashSet<>();
        for (int size = 0; size <= 70; size++) {
            List<SessionId> expected = ids.stream().sorted(DESCENDING).toList();

            assertThat(idsOf(
                            storage().findPage("alice", 1_000, Optional.empty()).value()))
                    .isEqualTo(expected);
            assertThat(idsOf(otherNode()
                            .findPage("alice", 5, expected.stream().findFirst())
                            .value()))
                    .isEqualTo(expected.stream().skip(1).limit(5).toList());
            ids.add(insert("alice").id());
        }
    }

    @Test
    void theOrderIsThatOfTheBits() {
        Random random = new Random(11);
        List<SessionId> ids = new ArrayList<>();
        for (int bit = 0; bit < 128; bit++) {
            ids.add(insertWithId(1L << (bit - 64), bit < 64 ? 1L << bit : 0));
            ids.add(insertWithId(random.nextLong(), random.nextLong()));
        }
        ids.add(insertWithId(-1, -1));
        List<SessionId> expected = ids.stream().distinct().sorted(DESCENDING).toList();

        assertThat(readAll("alice", 1_000)).isEqualTo(expected);
        assertThat(readAll("alice", 9)).isEqualTo(expected);
    }

    @Test
    void aSessionIsThereInFullAndTheTimeIsTold() {
        Instant before = now();
        StoredSession session = insert("alice");

        StorageResult<List<StoredSession>> page = otherNode().findPage("alice", 10, Optional.empty());

        assertThat(page.value()).containsExactly(session);
        assertThat(page.now()).isBetween(before, now());
        assertThat(page.revocations()).isEmpty();
        StoredSession outdated = session.withVersionAtLeast(outdateAll("alice"));
        assertThat(storage().findPage("alice", 10, Optional.empty()).value()).containsExactly(outdated);
    }

    @Test
    void aSubjectWithoutSessionsHasAnEmptyPage() {
        assertThat(storage().findPage("nobody", 10, Optional.empty()).value()).isEmpty();
        assertThat(storage()
                        .findPage("nobody", 10, Optional.of(NewSession.newId("nobody")))
                        .value())
                .isEmpty();
    }

    @Test
    void theSessionThatAPageComesAfterMayHaveEndedAndMayNeverHaveBeen() {
        List<SessionId> ids = new ArrayList<>(insertMany("alice", MANY));
        SessionId ended = ids.remove(40);
        storage().end(ended, RevocationCause.SIGNED_OUT);

        assertThat(pageAfter(ended)).isEqualTo(ids.subList(40, 50));
        assertThat(pageAfter(SessionId.of(
                        ids.get(60).mostSignificantBits(), ids.get(60).leastSignificantBits() + 1)))
                .isEqualTo(ids.subList(60, 70));
        assertThat(pageAfter(SessionId.of(-1, -1))).isEqualTo(ids.subList(0, 10));
        assertThat(pageAfter(SessionId.of(0, 0))).isEmpty();
    }

    @Test
    void endedAndExpiredSessionsAreOnNoPageAndTakeNoPlaceOnOne() {
        List<SessionId> live = new ArrayList<>();
        Instant lastEnd = Instant.EPOCH;
        for (int i = 0; i < MANY; i++) {
            live.add(insert("alice").id());
            lastEnd = insert(NewSession.of("alice")
                            .lifetime(Duration.ofSeconds(2), Duration.ofSeconds(2))
                            .toInsert())
                    .expiresAt();
            storage().end(insert("alice").id(), RevocationCause.SIGNED_OUT);
        }
        letPassUntil(lastEnd);
        live.sort(DESCENDING);

        assertThat(idsOf(storage().findPage("alice", 100, Optional.empty()).value()))
                .isEqualTo(live.subList(0, 100));
        assertThat(readAll("alice", 7)).isEqualTo(live);
    }

    @Test
    void manyExpiredSessionsAreSteppedOver() {
        Instant lastEnd = Instant.EPOCH;
        SessionId oldest = insert("alice").id();
        for (int i = 0; i < 4 * MANY; i++) {
            lastEnd = insert(NewSession.of("alice")
                            .lifetime(Duration.ofSeconds(2), Duration.ofSeconds(2))
                            .toInsert())
                    .expiresAt();
        }
        letPassUntil(lastEnd);

        assertThat(idsOf(storage().findPage("alice", 1, Optional.empty()).value()))
                .containsExactly(oldest);
    }

    @Test
    void afterEndAllThereAreOnlyTheNewOnes() {
        insertMany("alice", MANY);
        endAll("alice");

        assertThat(storage().findPage("alice", 10, Optional.empty()).value()).isEmpty();
        List<SessionId> next = insertMany("alice", 5);
        assertThat(readAll("alice", 10)).isEqualTo(next);
        List<SessionId> others = insertMany("bob", MANY);
        SessionId kept = others.get(3);
        storage().endOthers(kept, RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        assertThat(readAll("bob", 10)).containsExactly(kept);
    }

    @Test
    void aRefreshedSessionKeepsItsPlace() {
        List<SessionId> ids = insertMany("alice", MANY);
        StoredSession session = storage().find(ids.get(5)).value().orElseThrow();
        Optional<StoredSession> rotated =
                storage().update(NewSession.rotationOf(session)).value();

        assertThat(readAll("alice", 10)).isEqualTo(ids);
        assertThat(storage().findPage("alice", 1, Optional.of(ids.get(4))).value())
                .containsExactly(rotated.orElseThrow());
    }

    @Test
    void whatComesAndGoesMeanwhileMovesNothingElse() {
        List<SessionId> ids = insertMany("alice", MANY);
        List<SessionId> seen = new ArrayList<>();
        Set<SessionId> gone = new HashSet<>();
        Optional<SessionId> last = Optional.empty();
        int round = 0;
        while (true) {
            List<SessionId> page = idsOf(node(round).findPage("alice", 10, last).value());
            seen.addAll(page);
            if (page.size() < 10) {
                break;
            }
            last = Optional.of(page.get(9));
            insertMany("alice", 3);
            SessionId ended = ids.get(round * 9 + 3);
            gone.add(ended);
            node(round + 1).end(ended, RevocationCause.SIGNED_OUT);
            round++;
        }

        assertThat(seen).doesNotHaveDuplicates().isSortedAccordingTo(DESCENDING);
        assertThat(seen)
                .containsAll(ids.stream().filter(id -> !gone.contains(id)).toList());
    }

    @Test
    void sessionsOfARaceAreAllOnThePages() throws InterruptedException {
        node(1);
        Race.of(
                4,
                number -> IntStream.range(0, 60)
                        .mapToObj(i -> stored(
                                node(number).insert(NewSession.of("alice").toInsert())))
                        .toList());

        List<SessionId> all = idsOf(storage().findAll("alice").value());
        assertThat(all).hasSize(240);
        assertThat(readAll("alice", 50))
                .isEqualTo(all.stream().sorted(DESCENDING).toList());
    }

    /** By descending id. */
    private List<SessionId> insertMany(String subject, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> insert(subject).id())
                .sorted(DESCENDING)
                .toList();
    }

    private SessionId insertWithId(long first, long last) {
        long partition = (long) SessionId.partitionOf("alice") << 8;
        SessionId id = SessionId.of((first & ~PARTITION_BITS) | partition, last);
        return insert(NewSession.of("alice").id(id).toInsert()).id();
    }

    private List<SessionId> pageAfter(SessionId after) {
        return idsOf(storage().findPage("alice", 10, Optional.of(after)).value());
    }

    private List<SessionId> readAll(String subject, int limit) {
        List<SessionId> all = new ArrayList<>();
        List<SessionId> page;
        do {
            Optional<SessionId> last = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
            page = idsOf(storage().findPage(subject, limit, last).value());
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
        } while (page.size() == limit);
        return all;
    }

    private static List<SessionId> idsOf(List<StoredSession> sessions) {
        return sessions.stream().map(StoredSession::id).toList();
    }
}
