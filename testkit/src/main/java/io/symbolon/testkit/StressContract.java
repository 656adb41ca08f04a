package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything at once on a few subjects: no error, no dead-lock, and a log that has all that the answers say. */
public abstract class StressContract extends StorageContract {
    private static final int THREADS = 12;
    private static final List<String> SUBJECTS = List.of("alice", "bob", NewSession.neighbourOf("alice"));
    private static final long SEED = 20_261_124;

    /** For subclasses. */
    protected StressContract() {}

    @Test
    void everythingAtOnceFailsNowhere() throws InterruptedException {
        int operationsOfEach = Math.max(50, fixture().repetitions() / THREADS);
        node(1);

        List<Set<Revocation>> answered = Race.of(THREADS, number -> {
            Random random = new Random(SEED + number);
            Set<Revocation> revocations = new HashSet<>();
            for (int i = 0; i < operationsOfEach; i++) {
                String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
                revocations.addAll(operate(node(number), subject, random));
            }
            return revocations;
        });

        Set<Revocation> logged = new HashSet<>(logged());
        assertThat(answered).allSatisfy(revocations -> assertThat(logged).containsAll(revocations));
        for (String subject : SUBJECTS) {
            List<StoredSession> live = storage().findAll(subject).value();
            assertThat(live).hasSizeLessThanOrEqualTo(4).allSatisfy(session -> {
                assertThat(storage().find(session.id()).value()).contains(session);
                assertThat(logged).noneMatch(revocation -> concerns(revocation, session));
            });
        }
    }

    private static List<Revocation> operate(UserSessionStorage storage, String subject, Random random) {
        List<StoredSession> live = storage.findAll(subject).value();
        int choice = random.nextInt(20);
        if (choice < 6 || live.isEmpty()) {
            return storage.insert(NewSession.of(subject)
                            .limit(SessionLimit.evictOldest(4))
                            .toInsert())
                    .revocations();
        }
        StoredSession session = live.get(random.nextInt(live.size()));
        if (choice < 12) {
            return storage.update(NewSession.rotationOf(session)).revocations();
        }
        List<Revocation> revocations = new ArrayList<>();
        switch (choice) {
            case 12, 13 ->
                revocations.addAll(
                        storage.end(session.id(), RevocationCause.SIGNED_OUT).revocations());
            case 14, 15 -> revocations.addAll(storage.outdate(session.id()).revocations());
            case 16 -> revocations.addAll(storage.outdateAll(subject).revocations());
            case 17 ->
                revocations.addAll(storage.endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION)
                        .revocations());
            case 18 ->
                revocations.addAll(storage.endAll(subject, RevocationCause.ADMINISTRATOR, 0)
                        .revocations());
            default ->
                storage.restore(List.of(Revocation.subjectOutdated(subject, session.version(), session.createdAt())));
        }
        return revocations;
    }

    /** Whether a live session is one that the log calls dead. */
    private static boolean concerns(Revocation revocation, StoredSession session) {
        boolean named = revocation.sessionId().isPresent()
                ? revocation.sessionId().get().equals(session.id())
                : revocation.subject().orElseThrow().equals(session.subject());
        return named && session.version() < revocation.minimumVersion();
    }
}
