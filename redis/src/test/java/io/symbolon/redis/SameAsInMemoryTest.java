package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Generation;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random histories give the same answers, records and log as in memory, whatever the time. Versions are far above any
 * clock, so that none depends on it.
 */
final class SameAsInMemoryTest {
    private static final int STEPS = 250;
    private static final long FAR_AHEAD = 5_000_000_000_000L;
    private static final List<String> SUBJECTS = subjectsOfOnePartition();
    private static final List<String> CLIENTS = List.of("web", "ios", "android");
    private static final List<String> KINDS = List.of("ENDED", "OUTDATED", "FROZEN");
    private static final List<SessionLimit> LIMITS = List.of(
            SessionLimit.unlimited(),
            SessionLimit.evictOldest(1),
            SessionLimit.evictOldest(3),
            SessionLimit.rejectNew(2),
            SessionLimit.rejectNew(4));

    private static RedisProcess server;

    private final UserSessionStorage expected = new InMemoryUserSessionStorage();
    private final List<SessionInsert> inserts = new ArrayList<>();
    private UserSessionStorage actual;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.ask("FLUSHALL");
        actual = RedisUserSessionStorage.builder(server.uri())
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
    }

    @AfterEach
    void close() {
        actual.close();
        expected.close();
    }

    @RepeatedTest(8)
    void aRandomHistoryIsTheSame(RepetitionInfo repetition) throws InterruptedException {
        Random random = new Random(repetition.getCurrentRepetition());
        for (String subject : SUBJECTS) {
            insert(insertOf(random, subject));
        }
        for (int step = 0; step < STEPS; step++) {
            String done = step(random);
            for (String subject : SUBJECTS) {
                assertThat(records(actual, subject))
                        .as("step %s: %s", step, done)
                        .isEqualTo(records(expected, subject));
            }
        }
        assertThat(withoutTimes(Sample.readAll(actual.revocationLog())))
                .isEqualTo(withoutTimes(Sample.readAll(expected.revocationLog())));
    }

    private String step(Random random) {
        String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        SessionId any = anyId(random);
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> insert(insertOf(random, subject));
            case 10, 11, 12 -> insertAgain(random);
            case 13, 14, 15, 16, 17 -> update(random, subject);
            case 18, 19 -> same("end", storage -> outcome(storage.end(any, RevocationCause.SIGNED_OUT)));
            case 20, 21 ->
                same("endOthers", storage -> outcome(storage.endOthers(any, RevocationCause.CREDENTIALS_CHANGED)));
            case 22 -> endAll(random, subject);
            case 23, 24 -> same("outdate", storage -> outcome(storage.outdate(any)));
            case 25 -> same("outdateAll", storage -> outcome(storage.outdateAll(subject)));
            default -> restore(revocation(random, subject));
        };
    }

    private String endAll(Random random, String subject) {
        long atLeast = FAR_AHEAD + random.nextInt(2_000);
        return same("endAll", storage -> outcome(storage.endAll(subject, RevocationCause.ADMINISTRATOR, atLeast)));
    }

    private String restore(Revocation revocation) {
        return same(
                revocation.toString(),
                storage -> storage.restore(List.of(revocation)).value());
    }

    /** The floor is a partition's, and Redis has one for all that is one in memory. */
    private static List<String> subjectsOfOnePartition() {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "subject-" + number)
                .filter(subject -> SessionId.partitionOf(subject) == 7)
                .limit(3)
                .toList();
    }

    private String insert(SessionInsert insert) {
        inserts.add(insert);
        return same(insert.toString(), storage -> outcome(storage.insert(insert)));
    }

    private String insertAgain(Random random) {
        SessionInsert again = inserts.get(random.nextInt(inserts.size()));
        return expected.find(again.id()).value().isEmpty()
                ? "nothing"
                : same("again " + again, storage -> outcome(storage.insert(again)));
    }

    private SessionInsert insertOf(Random random, String subject) {
        long number = inserts.size();
        return new SessionInsert(
                SessionId.of(number << 16 | (long) SessionId.partitionOf(subject) << 8, random.nextLong()),
                subject,
                CLIENTS.get(random.nextInt(CLIENTS.size())),
                "k1",
                SessionLifetime.defaults(),
                Sample.PARTS,
                new SessionLimits(LIMITS.get(random.nextInt(LIMITS.size())), LIMITS.get(random.nextInt(LIMITS.size()))),
                FAR_AHEAD + random.nextInt(1_000));
    }

    private String update(Random random, String subject) {
        List<StoredSession> sessions = expected.findAll(subject).value();
        if (sessions.isEmpty()) {
            return "nothing";
        }
        StoredSession session = sessions.get(random.nextInt(sessions.size()));
        int next = session.generation().number() + 1;
        SessionUpdate update = new SessionUpdate(
                session.id(),
                session.revision() - (random.nextInt(4) == 0 ? 1 : 0),
                random.nextBoolean()
                        ? Optional.of(new NextGeneration(next, next - 1, Generation.Origin.STEP_UP, "k2"))
                        : Optional.empty(),
                random.nextBoolean(),
                random.nextBoolean(),
                Sample.PARTS.with(2, true, new byte[random.nextInt(50)]));
        return same(update.toString(), storage -> outcome(storage.update(update)));
    }

    private Revocation revocation(Random random, String subject) {
        Revocation.Kind kind = new Revocation.Kind(KINDS.get(random.nextInt(KINDS.size())));
        boolean isEnd = !kind.equals(Revocation.Kind.OUTDATED);
        Optional<RevocationCause> cause = isEnd ? Optional.of(RevocationCause.REUSE_DETECTED) : Optional.empty();
        long minimum = FAR_AHEAD + random.nextInt(1_500);
        if (random.nextInt(4) == 0) {
            return new Revocation(new Revocation.OfSubject(subject), kind, minimum, cause, Instant.EPOCH);
        }
        SessionId id = anyId(random);
        Optional<String> owner = inserts.stream()
                .filter(insert -> insert.id().equals(id))
                .map(SessionInsert::subject)
                .findFirst();
        return new Revocation(
                new Revocation.OfSession(id, owner),
                kind,
                isEnd ? Revocation.ALL_VERSIONS : minimum,
                cause,
                Instant.EPOCH);
    }

    private SessionId anyId(Random random) {
        return random.nextInt(8) == 0
                ? SessionId.of(7 << 8, random.nextInt(3))
                : inserts.get(random.nextInt(inserts.size())).id();
    }

    private String same(String what, Function<UserSessionStorage, Object> call) {
        assertThat(call.apply(actual)).as(what).isEqualTo(call.apply(expected));
        return what;
    }

    private static Object outcome(InsertResult result) {
        return List.of(
                result.session().map(SameAsInMemoryTest::record),
                result.refusedAt(),
                result.subjectMinimum(),
                withoutTimes(result.revocations()));
    }

    private static Object outcome(StorageResult<?> result) {
        Object value = result.value();
        if (value instanceof Optional<?> optional) {
            value = optional.map(session -> record((StoredSession) session));
        }
        return List.of(value, withoutTimes(result.revocations()));
    }

    private static List<String> records(UserSessionStorage storage, String subject) {
        return storage.findAll(subject).value().stream()
                .sorted(Comparator.comparing(StoredSession::id))
                .map(SameAsInMemoryTest::record)
                .toList();
    }

    private static String record(StoredSession session) {
        Generation generation = session.generation();
        return String.join(
                " ",
                session.id().toString(),
                session.subject(),
                session.clientId(),
                Long.toString(session.version() - FAR_AHEAD),
                "r" + session.revision(),
                generation.number() + "/" + generation.graceFrom(),
                generation.origin().name(),
                generation.refreshKeyId(),
                session.lifetime().toString(),
                Integer.toString(session.parts().hashCode()));
    }

    private static List<String> withoutTimes(List<Revocation> revocations) {
        return revocations.stream()
                .map(one -> one.target() + " " + one.subject() + " " + one.kind() + " " + one.minimumVersion() + " "
                        + one.cause())
                .sorted()
                .toList();
    }
}
