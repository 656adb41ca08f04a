package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G8 by random histories: when each token was current is kept here by another way than the library's. */
class HonestTabsPropertyTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Which tokens of a session there were, and until when each was the newest. */
    private static final class History {
        private final List<String> tokens = new ArrayList<>();
        private final Map<String, Instant> replacedAt = new HashMap<>();

        History(String first) {
            tokens.add(first);
        }

        String newest() {
            return tokens.get(tokens.size() - 1);
        }

        /** One of the last few tokens, most often the newest. */
        String any(SplittableRandom random) {
            int back = random.nextInt(10) < 6 ? 0 : random.nextInt(5);
            return tokens.get(Math.max(0, tokens.size() - 1 - back));
        }

        void saw(String token, Instant now) {
            if (!tokens.contains(token)) {
                replacedAt.put(newest(), now);
                tokens.add(token);
            }
        }

        /** Whether a token is the newest, or was it within the grace. */
        boolean isHonest(String token, Instant now) {
            Instant replaced = replacedAt.get(token);
            return replaced == null || !now.isAfter(replaced.plus(GRACE));
        }
    }

    /** Can lose the last writes of a session, as in a fail-over. */
    private static final class LosingStorage extends WrappedStorage {
        private final Deque<StoredSession> written = new ArrayDeque<>();

        LosingStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        void lose(int writes) {
            for (int i = 0; i < writes && written.size() > 1; i++) {
                written.removeLast();
            }
        }

        @Override
        public StorageResult<Optional<StoredSession>> find(SessionId id) {
            StorageResult<Optional<StoredSession>> found = super.find(id);
            if (written.isEmpty()) {
                found.value().ifPresent(written::add);
            }
            return StorageResult.of(found.value().map(unused -> written.getLast()), found.now());
        }

        @Override
        public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
            StorageResult<Optional<StoredSession>> found = find(update.id());
            if (found.value()
                    .filter(session -> session.revision() == update.expectedRevision())
                    .isEmpty()) {
                return StorageResult.of(Optional.empty(), found.now());
            }
            written.add(written.getLast().with(update, found.now()));
            return StorageResult.of(Optional.of(written.getLast()), found.now());
        }
    }

    private final SettableClock clock = new SettableClock();
    private final LosingStorage losing = new LosingStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes failingOver = new Nodes(clock, losing);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTokenThatWasCurrentWithinTheGraceIsNeverReuseAndAnOlderOneAlwaysIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<JwtUserSessionManager> cluster = List.of(nodes.start(), nodes.start());
        History history = new History(cluster.get(0).create("user-1", CONTEXT).refreshToken());
        int caught = 0;
        int repeated = 0;
        for (int step = 0; step < 5_000; step++) {
            clock.advance(Duration.ofMillis(random.nextInt(10) < 8 ? random.nextInt(8_000) : random.nextInt(70_000)));
            JwtUserSessionManager node = cluster.get(random.nextInt(2));
            String token = history.any(random);
            Instant now = clock.instant();
            boolean isHonest = history.isHonest(token, now);
            if (random.nextInt(5) == 0) {
                node.expireAccessTokens("user-1");
            }
            try {
                String next = random.nextInt(5) == 0
                        ? node.refresh(token, CONTEXT, Map.of("step", step)).refreshToken()
                        : node.refresh(token, CONTEXT).refreshToken();
                assertThat(isHonest)
                        .as("seed %d, step %d: a thief got in", seed, step)
                        .isTrue();
                repeated += next.equals(history.newest()) && !token.equals(next) ? 1 : 0;
                history.saw(next, now);
                assertThat(next).as("there is one chain").isEqualTo(history.newest());
            } catch (InvalidRefreshTokenException refused) {
                assertThat(refused.code()).isEqualTo(Code.REUSED);
                assertThat(isHonest)
                        .as("seed %d, step %d: signed out", seed, step)
                        .isFalse();
                caught++;
                history = new History(node.create("user-1", CONTEXT).refreshToken());
            }
        }
        assertThat(caught).as("thieves came").isGreaterThan(50);
        assertThat(repeated).as("late tabs came").isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverAFailOverLosesAndHoweverTheClockStepsBackNoHonestTokenIsReuse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JwtUserSessionManager node = failingOver.start();
        History history = new History(node.create("user-1", CONTEXT).refreshToken());
        Instant real = clock.instant();
        for (int step = 0; step < 3_000; step++) {
            Duration passed =
                    Duration.ofMillis(random.nextInt(10) < 8 ? random.nextInt(8_000) : random.nextInt(70_000));
            real = real.plus(passed);
            clock.advance(passed);
            if (random.nextInt(40) == 0) {
                clock.advance(Duration.ofSeconds(random.nextInt(60)).negated());
            }
            if (random.nextInt(10) == 0) {
                losing.lose(1 + random.nextInt(3));
            }
            String token = history.any(random);
            if (history.isHonest(token, real)) {
                history.saw(node.refresh(token, CONTEXT).refreshToken(), real);
            }
        }
        assertThat(history.tokens).hasSizeGreaterThan(100);
    }

    /** A request of a tab, or the answer to one. */
    private record Message(Instant arrival, String presented, Optional<String> answer) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tabsWhoseAnswersAreLostOrLateAreNeverSignedOut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JwtUserSessionManager node = nodes.start();
        String jar = node.create("user-1", CONTEXT).refreshToken();
        PriorityQueue<Message> onTheirWay = new PriorityQueue<>(Comparator.comparing(Message::arrival));
        int lost = 0;
        for (int step = 0; step < 5_000; step++) {
            Instant now = clock.instant();
            Message message = onTheirWay.peek();
            if (message == null || (onTheirWay.size() < 6 && random.nextInt(4) == 0)) {
                // A tab refreshes; now and then after a while in which nobody did.
                if (message == null) {
                    clock.advance(Duration.ofSeconds(random.nextInt(120)));
                }
                onTheirWay.add(new Message(late(random), jar, Optional.empty()));
                continue;
            }
            onTheirWay.remove();
            clock.set(message.arrival().isAfter(now) ? message.arrival() : now);
            if (message.answer().isPresent()) {
                // An answer with the presented token sets no cookie.
                String got = message.answer().get();
                jar = got.equals(message.presented()) ? jar : got;
            } else {
                String next = node.refresh(message.presented(), CONTEXT).refreshToken();
                if (random.nextInt(10) == 0) {
                    lost++;
                    onTheirWay.add(new Message(late(random), jar, Optional.empty()));
                } else {
                    onTheirWay.add(new Message(late(random), message.presented(), Optional.of(next)));
                }
            }
        }
        assertThat(lost).isGreaterThan(100);
        assertThat(node.list("user-1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theOthersPoliciesGiveOneNextTokenToo(int which) {
        RefreshRotation policy = List.of(
                        RefreshRotation.grace(GRACE), RefreshRotation.untilSuccessorUsed(), RefreshRotation.none())
                .get(which);
        JwtUserSessionManager node = nodes.start(builder -> builder.rotation(policy));
        String token = node.create("user-1", CONTEXT).refreshToken();
        for (int i = 0; i < 50; i++) {
            nodes.passTheGrace();
            String presented = token;
            Set<String> got = Set.copyOf(List.of(
                    node.refresh(presented, CONTEXT).refreshToken(),
                    node.refresh(presented, CONTEXT).refreshToken(),
                    node.refresh(presented, CONTEXT).refreshToken()));
            assertThat(got).hasSize(1);
            token = got.iterator().next();
        }
    }

    /** Requests and answers take up to a third of the grace each. */
    private Instant late(SplittableRandom random) {
        return clock.instant().plusMillis(random.nextLong(GRACE.toMillis() / 3));
    }
}
