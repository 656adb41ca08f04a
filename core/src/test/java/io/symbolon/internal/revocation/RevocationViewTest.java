package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationViewTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Revocation.Kind FOREIGN = new Revocation.Kind("FROZEN");

    private final RevocationView view = new RevocationView();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsTheGreatestMinimumOfEachSessionInWhateverOrderRevocationsCome(long seed) {
        Random random = new Random(seed);
        Map<SessionId, Long> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Few enough ids for many merges, and some that no one of ours would have.
            SessionId id = SessionId.of(random.nextInt(3), random.nextInt(4_000));
            long minimum = random.nextInt(20) == 0 ? Revocation.ALL_VERSIONS : 1 + random.nextInt(1_000);
            boolean isNews = view.apply(revocation(id, minimum, START.plusSeconds(random.nextInt(600))));
            assertThat(isNews).isEqualTo(minimum > model.getOrDefault(id, 0L));
            model.merge(id, minimum, Math::max);
        }
        assertThat(view.size()).isEqualTo(model.size());
        model.forEach((id, minimum) -> {
            boolean isEnded = minimum == Revocation.ALL_VERSIONS;
            assertThat(view.check(id, "s", minimum - 1)).isEqualTo(isEnded ? Verdict.REVOKED : Verdict.OUTDATED);
            assertThat(view.check(id, "s", minimum)).isEqualTo(isEnded ? Verdict.REVOKED : Verdict.CURRENT);
            assertThat(view.causeOfEnd(id))
                    .isEqualTo(isEnded ? Optional.of(RevocationCause.ADMINISTRATOR) : Optional.empty());
        });
    }

    @Test
    void forgetsWhatIsOldAndKeepsWhatWasMergedWithALaterEntry() {
        SessionId old = SessionId.of(1, 1);
        SessionId merged = SessionId.of(2, 2);
        SessionId young = SessionId.of(3, 3);
        view.apply(revocation(old, Revocation.ALL_VERSIONS, START));
        view.apply(revocation(merged, 7, START));
        view.apply(revocation(merged, 5, START.plus(Duration.ofMinutes(10))));
        view.apply(revocation(young, Revocation.ALL_VERSIONS, START.plus(Duration.ofMinutes(10))));
        view.apply(Revocation.subjectEnded("old", 9, RevocationCause.SIGNED_OUT, START));
        view.apply(Revocation.subjectEnded("young", 9, RevocationCause.SIGNED_OUT, START.plus(Duration.ofMinutes(9))));

        forget(START.plus(Duration.ofMinutes(5)));

        assertThat(view.check(old, "s", 0)).isEqualTo(Verdict.CURRENT);
        assertThat(view.check(merged, "s", 6)).isEqualTo(Verdict.OUTDATED);
        assertThat(view.check(young, "s", 0)).isEqualTo(Verdict.REVOKED);
        assertThat(view.minimumOf("old")).isZero();
        assertThat(view.minimumOf("young")).isEqualTo(9);
        assertThat(view.size()).isEqualTo(3);
    }

    @Test
    void neverForgetsAnEntryBeforeItsTime() {
        SessionId id = SessionId.of(1, 1);
        Instant at = START.plusSeconds(59);
        view.apply(revocation(id, Revocation.ALL_VERSIONS, at));
        view.apply(Revocation.subjectEnded("all", 9, RevocationCause.SIGNED_OUT, at));

        forget(at);

        assertThat(view.check(id, "s", 0)).isEqualTo(Verdict.REVOKED);
        assertThat(view.minimumOf("all")).isEqualTo(9);
    }

    @Test
    void forgetsInPortionsUntilNothingIsLeft() {
        for (int i = 0; i < 12_000; i++) {
            view.apply(revocation(old(i), Revocation.ALL_VERSIONS, START));
            view.apply(Revocation.subjectEnded("old-" + i, 9, RevocationCause.SIGNED_OUT, START));
            view.apply(ofForeignKind("old-" + i, 9, START));
        }
        int portions = 1;
        while (view.forget(START.plus(Duration.ofMinutes(1)))) {
            portions++;
        }

        assertThat(portions).isEqualTo(16);
        assertThat(view.size()).isZero();
        assertThat(view.forget(START.plus(Duration.ofMinutes(1)))).isFalse();
    }

    @Test
    void theCauseIsToldOfTokensBelowTheMinimumOnly() {
        SessionId id = SessionId.of(1, 1);
        view.apply(Revocation.subjectEnded("ada", 9, RevocationCause.ADMINISTRATOR, START));
        view.apply(Revocation.subjectEnded("ada", 9, RevocationCause.SIGNED_OUT, START));

        assertThat(view.causeOfEnd(id, "ada", 8)).contains(RevocationCause.ADMINISTRATOR);
        assertThat(view.causeOfEnd(id, "ada", 9)).isEmpty();
        assertThat(view.causeOfEnd(id, "bob", 8)).isEmpty();
    }

    @Test
    void tellsAllThatConcernsASession() {
        SessionId id = SessionId.of(1, 1);
        Revocation own = revocation(id, 7, START);
        Revocation ofSubject = Revocation.subjectOutdated("ada", 8, START);
        view.apply(own);
        view.apply(ofSubject);

        assertThat(view.of(id, "ada")).containsExactlyInAnyOrder(own, ofSubject);
        assertThat(view.of(id, "bob")).containsExactly(own);
        assertThat(view.of(SessionId.of(2, 2), "ada")).containsExactly(ofSubject);
        forget(START.plus(Duration.ofMinutes(1)));
        assertThat(view.of(id, "ada")).isEmpty();
    }

    @Test
    void tellsOfEachOfManySessions() {
        for (int i = 0; i < 1_000; i++) {
            view.apply(revocation(young(i), 7, START));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(view.of(young(i), "ada")).containsExactly(revocation(young(i), 7, START));
        }
    }

    @Test
    void aMinimumThatEveryVersionReachesIsNoNews() {
        assertThat(view.apply(revocation(SessionId.of(1, 1), 0, START))).isFalse();
    }

    /** A kind that only a newer node knows is judged as ENDED, kept, and given back as it came. */
    @Test
    void holdsTheGreatestMinimumOfEachForeignKind() {
        SessionId session = SessionId.of(1, 1);
        Revocation ofSubject = ofForeignKind("ada", 9, START);
        Revocation ofSession = new Revocation(
                new Revocation.OfSession(session, Optional.empty()), FOREIGN, 7, Optional.empty(), START);

        assertThat(view.apply(ofSubject)).isTrue();
        assertThat(view.apply(ofSession)).isTrue();
        assertThat(view.apply(ofSubject)).isFalse();
        assertThat(view.apply(ofForeignKind("ada", 8, START))).isFalse();
        assertThat(view.apply(ofForeignKind("ada", 10, START))).isTrue();

        assertThat(view.size()).isEqualTo(2);
        assertThat(view.minimumOf("ada")).isEqualTo(10);
        assertThat(view.minimumOf("bob")).isZero();
        assertThat(view.check(session, "bob", 6)).isEqualTo(Verdict.REVOKED);
        assertThat(view.check(session, "bob", 7)).isEqualTo(Verdict.CURRENT);
        assertThat(view.check(SessionId.of(2, 2), "ada", 9)).isEqualTo(Verdict.REVOKED);
        assertThat(view.check(SessionId.of(2, 2), "ada", 10)).isEqualTo(Verdict.CURRENT);
        assertThat(view.causeOfEnd(session)).as("some of its tokens are good").isEmpty();
        assertThat(view.causeOfEnd(session, "bob", 6)).contains(RevocationCause.UNKNOWN);
        assertThat(view.of(session, "bob")).containsExactly(ofSession);
        RevocationView other = new RevocationView();
        other.apply(ofSubject);
        other.apply(ofSession);
        assertThat(view.missingFrom(other, START)).containsExactly(ofForeignKind("ada", 10, START));
        other.apply(ofForeignKind("ada", 10, START));
        assertThat(view.missingFrom(other, START)).isEmpty();
    }

    @Test
    void aSessionThatAForeignKindEndedWholeHasEnded() {
        SessionId session = SessionId.of(1, 1);
        view.apply(new Revocation(
                new Revocation.OfSession(session, Optional.empty()),
                FOREIGN,
                Revocation.ALL_VERSIONS,
                Optional.empty(),
                START));

        assertThat(view.causeOfEnd(session)).contains(RevocationCause.UNKNOWN);
        assertThat(view.causeOfEnd(SessionId.of(2, 2))).isEmpty();
    }

    @Test
    void forgetsForeignKindsThatAreOld() {
        view.apply(ofForeignKind("old", 9, START));
        view.apply(ofForeignKind("young", 9, START.plus(Duration.ofMinutes(5))));

        forget(START.plus(Duration.ofMinutes(5)));

        assertThat(view.minimumOf("old")).isZero();
        assertThat(view.minimumOf("young")).isEqualTo(9);
    }

    @Test
    void aForgottenSessionCanBeEndedAgain() {
        SessionId id = SessionId.of(1, 1);
        view.apply(revocation(id, Revocation.ALL_VERSIONS, START));
        forget(START.plus(Duration.ofMinutes(5)));

        assertThat(view.apply(revocation(id, Revocation.ALL_VERSIONS, START.plus(Duration.ofMinutes(6)))))
                .isTrue();

        assertThat(view.check(id, "s", 0)).isEqualTo(Verdict.REVOKED);
        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void readersNeverMissAnEndedSessionWhileTheTableGrowsAndForgets() throws Exception {
        int count = 200_000;
        AtomicInteger applied = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> reader = () -> {
                int checks = 0;
                for (int known = 0; known < count; known = applied.get()) {
                    for (int i = Math.max(0, known - 500); i < known; i++, checks++) {
                        assertThat(view.check(young(i), "s", 0)).isEqualTo(Verdict.REVOKED);
                    }
                }
                return checks;
            };
            List<Future<Integer>> readings = List.of(readers.submit(reader), readers.submit(reader));
            for (int i = 0; i < count; i++) {
                view.apply(revocation(old(i), Revocation.ALL_VERSIONS, START));
                view.apply(revocation(young(i), Revocation.ALL_VERSIONS, START.plus(Duration.ofMinutes(10))));
                applied.set(i + 1);
                if (i % 1_000 == 0) {
                    view.forget(START.plus(Duration.ofMinutes(1)).plus(Duration.ofMinutes(i / 50_000)));
                }
            }
            for (Future<Integer> reading : readings) {
                assertThat(reading.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
        forget(START.plus(Duration.ofMinutes(9)));
        assertThat(view.size()).isEqualTo(count);
    }

    @Test
    void tellsWhatAnotherViewLacks() {
        SessionId both = SessionId.of(1, 1);
        SessionId lower = SessionId.of(2, 2);
        SessionId lacking = SessionId.of(3, 3);
        SessionId tooOld = SessionId.of(4, 4);
        Instant later = START.plus(Duration.ofMinutes(10));
        List<SessionId> ids = new ArrayList<>(List.of(both, lower, lacking));
        ids.forEach(id -> view.apply(revocation(id, Revocation.ALL_VERSIONS, later)));
        view.apply(revocation(tooOld, Revocation.ALL_VERSIONS, START));
        view.apply(Revocation.subjectEnded("lacking", 5, RevocationCause.SIGNED_OUT, later));
        view.apply(Revocation.subjectOutdated("lacking", 6, later));
        view.apply(Revocation.subjectEnded("both", 5, RevocationCause.SIGNED_OUT, later));
        view.apply(Revocation.subjectOutdated("both", 6, later));
        RevocationView other = new RevocationView();
        other.apply(Revocation.subjectEnded("both", 5, RevocationCause.SIGNED_OUT, later));
        other.apply(Revocation.subjectOutdated("both", 6, later));
        other.apply(revocation(both, Revocation.ALL_VERSIONS, later));
        other.apply(revocation(lower, 3, later));

        assertThat(view.missingFrom(other, later))
                .containsExactlyInAnyOrder(
                        revocation(lower, Revocation.ALL_VERSIONS, later),
                        revocation(lacking, Revocation.ALL_VERSIONS, later),
                        Revocation.subjectEnded("lacking", 5, RevocationCause.SIGNED_OUT, later),
                        Revocation.subjectOutdated("lacking", 6, later));
    }

    private void forget(Instant until) {
        while (view.forget(until)) {
            // The next portion.
        }
    }

    private static Revocation ofForeignKind(String subject, long minimum, Instant at) {
        return new Revocation(new Revocation.OfSubject(subject), FOREIGN, minimum, Optional.empty(), at);
    }

    private static SessionId old(int index) {
        return SessionId.of(index, -1L - index);
    }

    private static SessionId young(int index) {
        return SessionId.of(index, 1L + index);
    }

    private static Revocation revocation(SessionId id, long minimum, Instant at) {
        return minimum == Revocation.ALL_VERSIONS
                ? Revocation.sessionEnded(Optional.empty(), id, RevocationCause.ADMINISTRATOR, at)
                : Revocation.sessionOutdated(Optional.empty(), id, minimum, at);
    }
}
