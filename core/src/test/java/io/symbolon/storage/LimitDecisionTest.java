package io.symbolon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.LimitDecision.Accept;
import io.symbolon.storage.LimitDecision.Candidate;
import io.symbolon.storage.LimitDecision.Refuse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LimitDecisionTest {
    private static final SessionLimit NONE = SessionLimit.unlimited();

    @Test
    void withoutLimitsNobodyGivesWay() {
        assertThat(decide(NONE, NONE, "web", session(1, "web", 1), session(2, "ios", 2)))
                .isEqualTo(new Accept(List.of()));
    }

    @Test
    void theOldestOfTheClientGivesWayFirst() {
        assertThat(decide(SessionLimit.evictOldest(1), NONE, "web", session(1, "ios", 1), session(2, "web", 2)))
                .isEqualTo(new Accept(List.of(id(2))));
    }

    @Test
    void theSubjectsLimitCountsWhatTheClientsLimitLeaves() {
        Candidate[] live = {session(1, "ios", 1), session(2, "web", 2), session(3, "web", 3)};

        assertThat(decide(SessionLimit.evictOldest(2), SessionLimit.evictOldest(3), "web", live))
                .isEqualTo(new Accept(List.of(id(2))));
        assertThat(decide(SessionLimit.evictOldest(2), SessionLimit.evictOldest(2), "web", live))
                .isEqualTo(new Accept(List.of(id(2), id(1))));
    }

    @Test
    void whereEitherRejectsNobodyGivesWay() {
        Candidate[] live = {session(1, "web", 1), session(2, "web", 2), session(3, "ios", 3)};

        assertThat(decide(SessionLimit.rejectNew(2), SessionLimit.evictOldest(1), "web", live))
                .isEqualTo(new Refuse(2));
        assertThat(decide(SessionLimit.evictOldest(1), SessionLimit.rejectNew(1), "web", live))
                .isEqualTo(new Refuse(1));
        assertThat(decide(SessionLimit.evictOldest(1), SessionLimit.rejectNew(2), "web", live))
                .as("the client's limit makes room")
                .isEqualTo(new Accept(List.of(id(1), id(2))));
    }

    @Test
    void ofOneMomentTheLowerIdIsOlder() {
        assertThat(decide(
                        NONE,
                        SessionLimit.evictOldest(2),
                        "web",
                        session(3, "web", 1),
                        session(1, "web", 1),
                        session(2, "web", 1)))
                .isEqualTo(new Accept(List.of(id(1), id(2))));
    }

    @Test
    void whatIsLeftIsWithinBothLimitsAndNoMoreThanNeededGivesWay() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 5_000; round++) {
            List<Candidate> live = new ArrayList<>();
            for (int i = random.nextInt(10); i > 0; i--) {
                live.add(session(i, random.nextBoolean() ? "web" : "ios", random.nextInt(4)));
            }
            int ofClient = 1 + random.nextInt(4);
            int ofSubject = 1 + random.nextInt(6);

            LimitDecision decision = LimitDecision.decide(
                    new SessionLimits(SessionLimit.evictOldest(ofClient), SessionLimit.evictOldest(ofSubject)),
                    "web",
                    live);

            List<SessionId> evicted = ((Accept) decision).evicted();
            List<Candidate> left = live.stream()
                    .filter(session -> !evicted.contains(session.id()))
                    .toList();
            long web = live.stream()
                    .filter(session -> session.clientId().equals("web"))
                    .count();
            long byClient = Math.max(0, web - ofClient + 1);
            assertThat(evicted).doesNotHaveDuplicates().hasSize((int)
                    (byClient + Math.max(0, live.size() - byClient - ofSubject + 1)));
            assertThat(left).hasSizeLessThan(ofSubject);
            assertThat(left)
                    .filteredOn(session -> session.clientId().equals("web"))
                    .hasSizeLessThan(ofClient);
            Comparator<Candidate> age =
                    Comparator.comparing(Candidate::createdAt).thenComparing(Candidate::id);
            live.stream()
                    .filter(session -> session.clientId().equals("web") && evicted.contains(session.id()))
                    .forEach(gone -> assertThat(left)
                            .filteredOn(session -> session.clientId().equals("web"))
                            .allMatch(kept -> age.compare(gone, kept) < 0));
        }
    }

    /** So a storage need not look at them: a sign-in of a subject with very many sessions costs what any other does. */
    @Test
    void whereNoLimitCanBeReachedTheNewSessionIsAcceptedWhicheverTheOthersAre() {
        SplittableRandom random = new SplittableRandom(5);
        int unreached = 0;
        for (int round = 0; round < 5_000; round++) {
            List<Candidate> live = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                live.add(session(i, random.nextBoolean() ? "web" : "ios", random.nextInt(4)));
            }
            SessionLimits limits = new SessionLimits(limit(random), limit(random));
            if (!limits.canBeReachedBy(live.size())) {
                unreached++;
                assertThat(LimitDecision.decide(limits, "web", live))
                        .as("%s, %s", limits, live)
                        .isEqualTo(new Accept(List.of()));
            }
        }
        assertThat(unreached).isBetween(1_000, 4_500);
        assertThat(new SessionLimits(NONE, SessionLimit.rejectNew(2)).canBeReachedBy(2))
                .isTrue();
    }

    private static SessionLimit limit(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> NONE;
            case 1 -> SessionLimit.evictOldest(1 + random.nextInt(5));
            default -> SessionLimit.rejectNew(1 + random.nextInt(5));
        };
    }

    private static LimitDecision decide(
            SessionLimit ofClient, SessionLimit ofSubject, String client, Candidate... live) {
        return LimitDecision.decide(new SessionLimits(ofClient, ofSubject), client, List.of(live));
    }

    private static Candidate session(int id, String client, int createdAt) {
        return new Candidate(id(id), client, Instant.ofEpochSecond(createdAt));
    }

    private static SessionId id(int id) {
        return SessionId.of(id, id);
    }
}
