package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.redis.HistoryEvent.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One of the processes of {@link HistoryTest}: signs in, refreshes with duplicates, revokes, verifies, and writes what it
 * saw to a file. Tokens go from process to process through a second server, which is never taken away.
 */
public final class HistoryNode {
    static final int LIMIT = 5;
    static final int SUBJECTS = 40;
    static final int NODES = 3;
    static final String STARTED = "started";

    private static final int THREADS = 4;
    private static final int FEWEST_CALLS = 1_500;
    static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration MEASURING = Duration.ofSeconds(2);

    private final int number;
    private final Duration duration;
    private final JwtUserSessionManager manager;
    private final RedisCommands<String, String> blackboard;
    private final PrintWriter out;
    private final AtomicLong calls = new AtomicLong();
    private volatile long start;
    private volatile long pauseNanos;

    private HistoryNode(
            int number,
            Duration duration,
            JwtUserSessionManager manager,
            RedisCommands<String, String> blackboard,
            PrintWriter out) {
        this.number = number;
        this.duration = duration;
        this.manager = manager;
        this.blackboard = blackboard;
        this.out = out;
    }

    /** Arguments: number, server, blackboard, milliseconds that the clock is off, seconds to run, file. */
    public static void main(String[] args) throws IOException {
        int number = Integer.parseInt(args[0]);
        byte[] secret = "history-history-history-history-".getBytes(StandardCharsets.UTF_8);
        RedisClient client = RedisClient.create(args[2]);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[5])));
                StatefulRedisConnection<String, String> blackboard = client.connect();
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(args[1])
                        .partitions(3)
                        .commandTimeout(Duration.ofSeconds(2))
                        .build();
                JwtUserSessionManager manager = JwtUserSessionManager.builder()
                        .issuer("https://login.example.com")
                        .audience("https://api.example.com")
                        .signingKeys(SigningKeys.hmac(JwsAlgorithm.HS256, secret))
                        .refreshTokenKeys(RefreshTokenKeys.of(secret))
                        .sessionLimit(SessionLimit.evictOldest(LIMIT))
                        .clock(Clock.offset(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(args[3]))))
                        .storage(storage)
                        .build()) {
            Duration duration = Duration.ofSeconds(Long.parseLong(args[4]));
            new HistoryNode(number, duration, manager, blackboard.sync(), out).run();
        } finally {
            client.shutdown();
        }
    }

    private void run() {
        awaitOthers();
        start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(number * 100L + i);
            Thread thread = new Thread(() -> work(random));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitOthers() {
        blackboard.incr(STARTED);
        while (!Integer.toString(NODES).equals(blackboard.get(STARTED))) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** At first as fast as it can; then at half of that. */
    private void work(Random random) {
        while (System.nanoTime() - start < duration.toNanos() || isTooShort()) {
            long before = System.nanoTime();
            step(random);
            calls.incrementAndGet();
            if (pauseNanos == 0 && before - start > MEASURING.toNanos()) {
                pauseNanos = Math.max(1, 2 * THREADS * (before - start) / calls.get());
            }
            long left = pauseNanos - (System.nanoTime() - before);
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** On a busy machine it takes longer until all kinds of calls were made often enough to be judged. */
    private boolean isTooShort() {
        return calls.get() < FEWEST_CALLS && System.nanoTime() - start < LONGEST.toNanos();
    }

    private void step(Random random) {
        int choice = random.nextInt(100);
        String subject = "subject-" + random.nextInt(SUBJECTS);
        if (choice < 15) {
            create(subject);
        } else if (choice < 30) {
            refresh();
        } else if (choice < 36) {
            withKnown(
                    random,
                    known -> record(Kind.REVOKE, known.sessionId(), known.subject(), () -> {
                        manager.revoke(SessionId.parse(known.sessionId()));
                        return 0;
                    }));
        } else if (choice < 38) {
            record(Kind.REVOKE_ALL, "", subject, () -> manager.revokeAll(subject, RevocationCause.ADMINISTRATOR));
        } else if (choice < 40) {
            withKnown(
                    random,
                    known -> record(Kind.REVOKE_OTHERS, known.sessionId(), known.subject(), () -> {
                        try {
                            return manager.revokeOthers(SessionId.parse(known.sessionId()));
                        } catch (IllegalArgumentException ended) {
                            return 0;
                        }
                    }));
        } else if (choice < 42) {
            record(Kind.LIST, "", subject, () -> manager.list(subject).size());
        } else {
            withKnown(random, this::verify);
        }
    }

    private void create(String subject) {
        long before = System.nanoTime();
        try {
            SessionTokens tokens = manager.create(subject, Sample.CONTEXT);
            Known known =
                    new Known(tokens.sessionId().toString(), subject, tokens.accessToken(), tokens.refreshToken());
            write(Kind.CREATE, before, known.sessionId, subject, HistoryEvent.OK, 0);
            verify(known);
            publish(known);
        } catch (SessionStorageException failed) {
            write(Kind.CREATE, before, "", subject, HistoryEvent.UNKNOWN, 0);
        }
    }

    private void verify(Known known) {
        record(Kind.VERIFY, known.sessionId, known.subject, () -> {
            manager.verify(known.accessToken);
            return 0;
        });
    }

    /** Takes a session for itself, and presents its refresh token twice at a time, until there is an answer. */
    private void refresh() {
        String line = blackboard.lpop("sessions");
        if (line == null) {
            return;
        }
        Known known = Known.parse(line);
        CompletableFuture<Attempt> duplicate = CompletableFuture.supplyAsync(() -> attempt(known));
        Attempt first = attempt(known);
        Attempt second = duplicate.join();
        for (int i = 0; i < 40 && !first.answered() && !second.answered(); i++) {
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            first = attempt(known);
        }
        if (first.next.isEmpty() && second.next.isEmpty()) {
            return;
        }
        if (!first.next.isEmpty() && !second.next.isEmpty() && !first.next.equals(second.next)) {
            write(Kind.REFRESH, System.nanoTime(), known.sessionId, known.subject, "FORKED", 0);
        }
        Attempt good = first.next.isEmpty() ? second : first;
        publish(new Known(known.sessionId, known.subject, good.accessToken, good.next));
    }

    private Attempt attempt(Known known) {
        long before = System.nanoTime();
        try {
            SessionTokens tokens = manager.refresh(known.refreshToken, Sample.CONTEXT);
            write(Kind.REFRESH, before, known.sessionId, known.subject, HistoryEvent.OK, 0);
            return new Attempt(HistoryEvent.OK, tokens.accessToken(), tokens.refreshToken());
        } catch (SessionException refused) {
            String outcome = outcome(refused);
            write(Kind.REFRESH, before, known.sessionId, known.subject, outcome, 0);
            return new Attempt(outcome, "", "");
        }
    }

    private void record(Kind kind, String sessionId, String subject, Supplier<Integer> call) {
        long before = System.nanoTime();
        try {
            write(kind, before, sessionId, subject, HistoryEvent.OK, call.get());
        } catch (SessionException refused) {
            write(kind, before, sessionId, subject, outcome(refused), 0);
        }
    }

    private void write(Kind kind, long before, String sessionId, String subject, String outcome, int count) {
        String line =
                new HistoryEvent(kind, number, before, System.nanoTime(), sessionId, subject, outcome, count).toLine();
        synchronized (out) {
            out.println(line);
        }
    }

    private static String outcome(SessionException refused) {
        if (refused instanceof SessionStorageException storage) {
            return storage.isRetrySafe() ? HistoryEvent.UNKNOWN : "FAILED";
        }
        String cause = "";
        if (refused instanceof InvalidAccessTokenException access) {
            cause = access.revocationCause().map(Enum::name).orElse("");
        } else if (refused instanceof InvalidRefreshTokenException refresh) {
            cause = refresh.revocationCause().map(Enum::name).orElse("");
        }
        return refused.code().name() + " " + cause;
    }

    private void publish(Known known) {
        blackboard.rpush("sessions", known.toLine());
        blackboard.lpush("known", known.toLine());
        blackboard.ltrim("known", 0, 300);
    }

    private void withKnown(Random random, Consumer<Known> action) {
        String line = blackboard.lindex("known", random.nextInt(300));
        if (line != null) {
            action.accept(Known.parse(line));
        }
    }

    private record Attempt(String outcome, String accessToken, String next) {
        boolean answered() {
            return !outcome.equals(HistoryEvent.UNKNOWN);
        }
    }

    private record Known(String sessionId, String subject, String accessToken, String refreshToken) {
        String toLine() {
            return String.join(" ", sessionId, subject, accessToken, refreshToken);
        }

        static Known parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Known(parts[0], parts[1], parts[2], parts[3]);
        }
    }
}
