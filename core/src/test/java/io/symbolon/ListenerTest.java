package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ListenerTest {
    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final RecordingListener heard = new RecordingListener();

    @Test
    void itHearsWhatHappensInItsOrder() {
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("a", "b")));
        SessionContext train = SessionContext.of("2001:db8::1");
        nodes.passTheGrace();
        node.refresh(tokens.refreshToken(), train);
        node.expireAccessTokens("user-1");
        node.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);
        node.revoke(tokens.sessionId());
        node.verify(node.create("user-2", CONTEXT).accessToken());

        soon().until(() -> heard.order.size() == 5);
        assertThat(heard.order).containsExactly("created", "refreshed", "accessTokensExpired", "revoked", "created");
        assertThat(heard.created.get(0).subject()).isEqualTo("user-1");
        assertThat(heard.created.get(0).claims()).isEqualTo(Map.of("a", "b"));
        assertThat(heard.created.get(0).createdFrom()).isEqualTo(CONTEXT);
        assertThat(heard.refreshed.get(0).id()).isEqualTo(tokens.sessionId());
        assertThat(heard.refreshed.get(0).lastSeenFrom()).isEqualTo(train);
        RevokedEvent revoked = heard.revoked.get(0);
        assertThat(revoked.subject()).contains("user-1");
        assertThat(revoked.sessionId()).contains(tokens.sessionId());
        assertThat(revoked.cause()).isEqualTo(RevocationCause.ADMINISTRATOR);
        assertThat(revoked.at()).isEqualTo(nodes.clock().instant());
    }

    @Test
    void aRevocationIsToldOnEveryNodeAndOnceOnEach() {
        List<RecordingListener> all = new ArrayList<>();
        List<JwtUserSessionManager> cluster = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordingListener own = new RecordingListener();
            all.add(own);
            cluster.add(nodes.start(builder -> builder.listener(own)));
        }
        List<SessionId> ended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            SessionTokens tokens = cluster.get(i % 3).create("user-" + i, CONTEXT);
            ended.add(tokens.sessionId());
            cluster.get((i + 1) % 3).revoke(tokens.sessionId());
            cluster.get((i + 2) % 3).revoke(tokens.sessionId());
        }
        all.forEach(own -> soon().until(() -> own.revoked.size() >= ended.size()));
        // What comes through the log comes after all that was logged before it.
        nodes.storage().endAll("marker", RevocationCause.ADMINISTRATOR, 0);

        for (RecordingListener own : all) {
            soon().until(() -> own.revoked.get(own.revoked.size() - 1).subject().equals(Optional.of("marker")));
            assertThat(own.revoked.stream().flatMap(event -> event.sessionId().stream()))
                    .containsExactlyInAnyOrderElementsOf(ended);
        }
        assertThat(all.stream().mapToInt(own -> own.created.size()).sum())
                .as("a sign-in is told where it was")
                .isEqualTo(ended.size());
    }

    @Test
    void anEventTellsWhichTokensItAffects() {
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens two = node.create("user-1", CONTEXT);
        SessionTokens stranger = node.create("user-2", CONTEXT);
        AccessToken ofOne = node.verify(one.accessToken());
        AccessToken ofTwo = node.verify(two.accessToken());
        AccessToken ofStranger = node.verify(stranger.accessToken());

        node.revoke(one.sessionId());
        node.revokeAll("user-1");
        AccessToken ofNewer = node.verify(node.create("user-1", CONTEXT).accessToken());

        soon().until(() -> heard.revoked.size() == 2);
        RevokedEvent single = heard.revoked.get(0);
        assertThat(single.affects(ofOne)).isTrue();
        assertThat(single.affects(ofTwo)).isFalse();
        assertThat(single.affects(ofStranger)).isFalse();
        RevokedEvent all = heard.revoked.get(1);
        assertThat(all.affects(ofOne)).isTrue();
        assertThat(all.affects(ofTwo)).isTrue();
        assertThat(all.affects(ofStranger)).isFalse();
        assertThat(all.affects(ofNewer)).as("a newer session's is not").isFalse();
    }

    @Test
    void oneThatThrowsBreaksNothingAndTheOthersHearItToo() {
        SessionListener broken = new SessionListener() {
            @Override
            public void created(UserSession session) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void revoked(RevokedEvent event) {
                throw new StackOverflowError();
            }
        };
        JwtUserSessionManager node =
                nodes.start(builder -> builder.listener(broken).listener(heard));

        for (int i = 0; i < 10; i++) {
            node.revoke(node.create("user-1", CONTEXT).sessionId());
        }
        soon().until(() -> heard.revoked.size() == 10 && heard.created.size() == 10);
        assertThat(node.revocationStatus().droppedEvents()).isZero();
        assertThat(node.revocationStatus().listeners()).isEqualTo(2);
    }

    @Test
    void oneThatIsSlowBlocksNobodyAndWhatItMissesIsCounted() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        SessionListener slow = new SessionListener() {
            @Override
            public void created(UserSession session) {
                calls.incrementAndGet();
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(slow));

        int created = 12_000;
        for (int i = 0; i < created; i++) {
            SessionTokens tokens = node.create("user-" + i, CONTEXT);
            if (i % 1000 == 0) {
                node.verify(tokens.accessToken());
            }
        }
        long dropped = node.revocationStatus().droppedEvents();
        assertThat(dropped).as("its queue is bounded").isGreaterThan(0);
        assertThat(node.revocationStatus().waitingEvents()).isEqualTo(10_000);
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(tokens.accessToken()));
        // created and revoked of just now were dropped too.
        assertThat(node.revocationStatus().droppedEvents()).isEqualTo(dropped + 2);

        released.countDown();
        soon().until(() -> calls.get() + dropped == created);
        assertThat(node.revocationStatus().waitingEvents()).isZero();
    }

    @Test
    void itMayCallTheManager() {
        List<JwtUserSessionManager> self = new CopyOnWriteArrayList<>();
        SessionListener strict = new SessionListener() {
            @Override
            public void created(UserSession session) {
                if (session.createdFrom().ip().equals("198.51.100.66")) {
                    self.get(0).revoke(session.id(), RevocationCause.ADMINISTRATOR);
                }
            }
        };
        self.add(nodes.start(builder -> builder.listener(strict).listener(heard)));

        SessionTokens bad = self.get(0).create("user-1", SessionContext.of("198.51.100.66"));

        soon().until(() -> heard.revoked.size() == 1);
        assertRefused(
                InvalidAccessTokenException.Code.REVOKED, () -> self.get(0).verify(bad.accessToken()));
    }

    @Test
    void whatIsWaitingIsToldBeforeTheManagerIsClosed() {
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
        for (int i = 0; i < 500; i++) {
            node.create("user-" + i, CONTEXT);
        }
        node.close();

        assertThat(heard.created).hasSize(500);
    }

    @Test
    void closingDoesNotWaitLongForOneThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(new SessionListener() {
            @Override
            public void created(UserSession session) {
                try {
                    never.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        node.create("user-1", CONTEXT);

        long start = System.nanoTime();
        node.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }
}
