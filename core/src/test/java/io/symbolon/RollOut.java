package io.symbolon;

import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.Nodes;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Three nodes on one storage, clients that sign in, call and refresh on any of them all the time, and deployments that
 * replace the keys of one node after the other. What a client is refused without a reason is kept.
 */
final class RollOut implements AutoCloseable {
    static final Duration ACCESS_TOKEN_TTL = Duration.ofMinutes(15);
    static final Duration IDLE = Duration.ofDays(14);

    private static final int CLIENTS = 3;
    private static final int SESSIONS_A_CLIENT = 4;
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    private final VirtualClock clock = new VirtualClock();

    /** Time passes between two acts of a client, never within one. */
    private final ReadWriteLock acting = new ReentrantReadWriteLock(true);

    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(clock);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Thread> clients = new ArrayList<>();
    private final List<AtomicInteger> rounds = new ArrayList<>();
    private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    RollOut(SigningKeys signingKeys, RefreshTokenKeys refreshTokenKeys) {
        for (int i = 0; i < 3; i++) {
            nodes.add(new Node(manager(signingKeys, refreshTokenKeys)));
        }
        for (int i = 0; i < CLIENTS; i++) {
            AtomicInteger done = new AtomicInteger();
            Client client = new Client("user-" + i, new Random(i), done);
            Thread thread = new Thread(client::run, "client-" + i);
            rounds.add(done);
            clients.add(thread);
            thread.start();
        }
        traffic();
    }

    /** Replaces the keys of one node after the other, with traffic before and after each. */
    void deploy(SigningKeys signingKeys, RefreshTokenKeys refreshTokenKeys) {
        for (Node node : nodes) {
            node.replace(manager(signingKeys, refreshTokenKeys));
            traffic();
        }
    }

    /** Lets time pass: in steps, in each of which every client acts, as clients do that stay. */
    void pass(Duration time, Duration step) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            tick(step);
            traffic();
        }
    }

    private void tick(Duration step) {
        acting.writeLock().lock();
        try {
            clock.advance(step);
        } finally {
            acting.writeLock().unlock();
        }
    }

    Queue<Throwable> refusals() {
        return refusals;
    }

    SessionTokens create() {
        return nodes.get(0).call(node -> node.create("user-of-the-test", CONTEXT));
    }

    <R> R on(int node, Function<JwtUserSessionManager, R> call) {
        return nodes.get(node).call(call);
    }

    /** Returns when every client has been through all its sessions twice. */
    private void traffic() {
        tick(Nodes.AFTER_GRACE);
        int[] before = rounds.stream().mapToInt(AtomicInteger::get).toArray();
        soon().pollInterval(Duration.ofMillis(5)).until(() -> {
            boolean all = true;
            for (int i = 0; i < before.length; i++) {
                all &= rounds.get(i).get() >= before[i] + 2 || !clients.get(i).isAlive();
            }
            return all;
        });
        assertThat(clients).allMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        over = true;
        for (Thread client : clients) {
            try {
                client.join(PATIENCE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        nodes.forEach(Node::close);
        storage.close();
    }

    private JwtUserSessionManager manager(SigningKeys signingKeys, RefreshTokenKeys refreshTokenKeys) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(signingKeys)
                .refreshTokenKeys(refreshTokenKeys)
                .accessTokenTtl(ACCESS_TOKEN_TTL)
                .lifetime(SessionLifetime.of(IDLE, Duration.ofDays(90)))
                .storage(storage)
                .clock(clock)
                .build();
    }

    /** A node behind a load balancer that lets it finish what it has begun before it is replaced. */
    private static final class Node {
        private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
        private JwtUserSessionManager manager;

        Node(JwtUserSessionManager manager) {
            this.manager = manager;
        }

        <R> R call(Function<JwtUserSessionManager, R> call) {
            lock.readLock().lock();
            try {
                return call.apply(manager);
            } finally {
                lock.readLock().unlock();
            }
        }

        void replace(JwtUserSessionManager next) {
            lock.writeLock().lock();
            try {
                manager.close();
                manager = next;
            } finally {
                lock.writeLock().unlock();
            }
        }

        void close() {
            manager.close();
        }
    }

    private final class Client {
        private final String subject;
        private final Random random;
        private final AtomicInteger done;
        private final Deque<SessionTokens> sessions = new ArrayDeque<>();

        Client(String subject, Random random, AtomicInteger done) {
            this.subject = subject;
            this.random = random;
            this.done = done;
        }

        void run() {
            while (!over) {
                if (sessions.size() < SESSIONS_A_CLIENT) {
                    sessions.add(anyNode().call(node -> node.create(subject, CONTEXT)));
                }
                acting.readLock().lock();
                try {
                    sessions.add(use(sessions.remove()));
                } catch (SessionException | AssertionError refused) {
                    // This session is lost; the next one is created in its place.
                    refusals.add(refused);
                } finally {
                    acting.readLock().unlock();
                }
                done.incrementAndGet();
            }
        }

        /** Calls with the access token on every node; refreshes on two, as a client does that has lost the answer. */
        private SessionTokens use(SessionTokens tokens) {
            nodes.forEach(node -> verify(node, tokens));
            SessionTokens next = anyNode().call(node -> node.refresh(tokens.refreshToken(), CONTEXT));
            SessionTokens repeated = anyNode().call(node -> node.refresh(tokens.refreshToken(), CONTEXT));
            assertThat(repeated.refreshToken()).isEqualTo(next.refreshToken());
            return next;
        }

        private void verify(Node node, SessionTokens tokens) {
            boolean isExpired = !clock.instant().isBefore(tokens.accessTokenExpiresAt());
            try {
                AccessToken token = node.call(manager -> manager.verify(tokens.accessToken()));
                assertThat(token.subject()).isEqualTo(subject);
            } catch (InvalidAccessTokenException refused) {
                if (!isExpired) {
                    throw refused;
                }
            }
        }

        private Node anyNode() {
            return nodes.get(random.nextInt(nodes.size()));
        }
    }

    private static final class VirtualClock extends Clock {
        private final AtomicLong millis =
                new AtomicLong(Instant.parse("2026-11-24T08:00:00Z").toEpochMilli());

        void advance(Duration step) {
            millis.addAndGet(step.toMillis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }
}
