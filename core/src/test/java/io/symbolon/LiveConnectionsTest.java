package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LiveConnectionsTest {
    private static final Duration RENEW_WITHIN = Duration.ofSeconds(20);

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final Doors doors = new Doors();

    @AutoClose
    private final LiveConnections<String> live = LiveConnections.builder(doors)
            .clock(nodes.clock())
            .renewWithin(RENEW_WITHIN)
            .build();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(live));
    private final JwtUserSessionManager otherNode = nodes.start();

    @Test
    void aConnectionIsClosedWhenItsSessionEndsOnAnyNodeAndToldWhy() {
        SessionTokens here = node.create("alice", CONTEXT);
        SessionTokens there = node.create("alice", CONTEXT);
        SessionTokens bob = node.create("bob", CONTEXT);
        live.open("here", here.accessToken(), node);
        live.open("there", there.accessToken(), node);
        live.open("bob", bob.accessToken(), node);

        node.revoke(here.sessionId(), RevocationCause.ADMINISTRATOR);
        otherNode.revoke(there.sessionId(), RevocationCause.CREDENTIALS_CHANGED);

        soon().until(() -> doors.closed.size() == 2);
        assertThat(doors.causeOf("here")).contains(RevocationCause.ADMINISTRATOR);
        assertThat(doors.causeOf("there")).contains(RevocationCause.CREDENTIALS_CHANGED);
        assertThat(live.size()).isOne();
    }

    @Test
    void theEndOfASubjectClosesItsConnectionsAndNoneOfALaterSession() {
        for (int i = 0; i < 5; i++) {
            live.open("alice-" + i, node.create("alice", CONTEXT).accessToken(), node);
        }
        live.open("bob", node.create("bob", CONTEXT).accessToken(), node);
        otherNode.revokeAll("alice");
        soon().until(() -> doors.closed.size() == 5);
        live.open("alice", node.create("alice", CONTEXT).accessToken(), node);
        SessionTokens marker = node.create("carol", CONTEXT);
        live.open("marker", marker.accessToken(), node);

        // When its end has come, so has all that was logged before.
        otherNode.revoke(marker.sessionId());
        soon().until(() -> doors.closed.containsKey("marker"));

        assertThat(doors.closed).hasSize(6).doesNotContainKeys("alice", "bob");
        assertThat(live.size()).isEqualTo(2);
    }

    @Test
    void theEndOfEverythingClosesAll() {
        for (int i = 0; i < 100; i++) {
            live.open("socket-" + i, node.create("user-" + i, CONTEXT).accessToken(), node);
        }

        otherNode.revokeEverything(RevocationCause.ADMINISTRATOR);

        soon().until(() -> doors.closed.size() == 100);
        assertThat(live.size()).isZero();
    }

    @Test
    void aConnectionIsClosedWhenItsTokenHasExpiredThoughItsClientSaysNothing() {
        live.open("socket", node.create("alice", CONTEXT).accessToken(), node);

        nodes.clock().advance(Duration.ofMinutes(14));
        SessionTokens other = node.create("bob", CONTEXT);
        live.open("other", other.accessToken(), node);
        nodes.clock().advance(Duration.ofMinutes(3));

        soon().until(() -> doors.codeOf("socket") == Code.EXPIRED);
        assertThat(doors.closed).hasSize(1);
    }

    @Test
    void whoRenewsInTimeStaysConnected() {
        SessionTokens tokens = node.create("alice", CONTEXT);
        live.open("socket", tokens.accessToken(), node);
        live.open("silent", node.create("bob", CONTEXT).accessToken(), node);
        nodes.clock().advance(Duration.ofMinutes(14));
        live.renew("socket", node.refresh(tokens.refreshToken(), CONTEXT).accessToken());

        nodes.clock().advance(Duration.ofMinutes(3));

        soon().until(() -> doors.codeOf("silent") == Code.EXPIRED);
        assertThat(doors.closed).hasSize(1);
        otherNode.revoke(tokens.sessionId());
        soon().until(() -> doors.codeOf("socket") == Code.REVOKED);
    }

    @Test
    void anOutdatedConnectionIsAskedForANewTokenAndClosedIfNoneComes() {
        SessionTokens renewing = node.create("alice", CONTEXT);
        SessionTokens silent = node.create("alice", CONTEXT);
        live.open("renewing", renewing.accessToken(), node);
        live.open("silent", silent.accessToken(), node);

        otherNode.expireAccessTokens("alice");
        soon().until(() -> doors.asked.size() == 2);
        assertThat(doors.closed).isEmpty();
        nodes.passTheGrace();
        assertThat(RENEW_WITHIN).isLessThan(Nodes.AFTER_GRACE);

        soon().until(() -> doors.codeOf("silent") == Code.OUTDATED && doors.codeOf("renewing") == Code.OUTDATED);
    }

    @Test
    void anOutdatedConnectionThatRenewsGoesOn() {
        SessionTokens tokens = node.create("alice", CONTEXT);
        live.open("socket", tokens.accessToken(), node);
        live.open("silent", node.create("alice", CONTEXT).accessToken(), node);
        otherNode.expireAccessTokens("alice");
        soon().until(() -> doors.asked.size() == 2);

        live.renew("socket", node.refresh(tokens.refreshToken(), CONTEXT).accessToken());
        nodes.clock().advance(RENEW_WITHIN.plusSeconds(1));

        soon().until(() -> doors.codeOf("silent") == Code.OUTDATED);
        assertThat(doors.closed).hasSize(1);
        assertThat(live.size()).isOne();
    }

    @Test
    void aRefusedTokenOpensAndRenewsNothing() {
        SessionTokens ended = node.create("alice", CONTEXT);
        node.revoke(ended.sessionId());
        SessionTokens tokens = node.create("alice", CONTEXT);

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> live.open("socket", ended.accessToken(), node));
        assertThat(live.size()).isZero();
        live.open("socket", tokens.accessToken(), node);
        assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> live.renew("socket", "no token"));
        assertThat(live.size()).isOne();
    }

    @Test
    void aConnectionStaysThatOfItsSession() {
        live.open("socket", node.create("alice", CONTEXT).accessToken(), node);
        String another = node.create("alice", CONTEXT).accessToken();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.renew("socket", another))
                .withMessageContaining("another session");
        assertThatIllegalStateException().isThrownBy(() -> live.open("socket", another, node));
        assertThatIllegalStateException().isThrownBy(() -> live.renew("unknown", another));
    }

    @Test
    void anOlderTokenThatComesLateReplacesNoNewerOne() {
        SessionTokens tokens = node.create("alice", CONTEXT);
        nodes.clock().advance(Duration.ofMinutes(10));
        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);
        live.open("socket", next.accessToken(), node);
        live.renew("socket", tokens.accessToken());
        live.open("marker", tokens.accessToken(), node);

        nodes.clock().advance(Duration.ofMinutes(7));

        soon().until(() -> doors.codeOf("marker") == Code.EXPIRED);
        assertThat(doors.closed).hasSize(1);
    }

    @Test
    void aConnectionWhoseClientHasGoneIsNotClosedAgain() {
        SessionTokens tokens = node.create("alice", CONTEXT);
        live.open("gone", tokens.accessToken(), node);
        live.open("marker", tokens.accessToken(), node);

        assertThat(live.remove("gone")).isTrue();
        assertThat(live.remove("gone")).isFalse();
        node.revoke(tokens.sessionId());

        soon().until(() -> doors.closed.size() == 1);
        assertThat(doors.closed).containsOnlyKeys("marker");
    }

    @Test
    void aHandlerThatThrowsOrWaitsKeepsNoOtherConnectionOpen() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Queue<String> closed = new ConcurrentLinkedQueue<>();
        try (LiveConnections<String> slow = LiveConnections.<String>builder((connection, why) -> {
                    if (connection.equals("broken")) {
                        throw new IllegalStateException("a secret");
                    }
                    if (connection.equals("waiting")) {
                        awaitQuietly(over);
                    }
                    closed.add(connection);
                })
                .build()) {
            JwtUserSessionManager heard = nodes.start(builder -> builder.listener(slow));
            for (String connection : List.of("broken", "waiting", "good", "better")) {
                slow.open(connection, heard.create("alice", CONTEXT).accessToken(), heard);
            }

            heard.revokeAll("alice");

            soon().until(() -> closed.containsAll(List.of("good", "better")));
            over.countDown();
            soon().until(() -> closed.contains("waiting"));
            soon().until(() -> log.lines().stream().anyMatch(line -> line.contains("a connection may be open still")));
            assertThat(log.lines()).noneMatch(line -> line.contains("a secret"));
        }
    }

    @Test
    void eventsThatWereLostCloseConnectionsAllTheSame() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        SessionListener slow = new SessionListener() {
            @Override
            public void created(UserSession session) {
                if (session.subject().equals("plug")) {
                    awaitQuietly(over);
                }
            }
        };
        JwtUserSessionManager losing =
                nodes.start(builder -> builder.listener(slow).listener(live));
        SessionTokens tokens = losing.create("alice", CONTEXT);
        live.open("socket", tokens.accessToken(), losing);
        losing.create("plug", CONTEXT);
        while (losing.revocationStatus().droppedEvents() == 0) {
            losing.create("filler-" + losing.revocationStatus().waitingEvents(), CONTEXT);
        }

        losing.revoke(tokens.sessionId());

        soon().until(() -> doors.codeOf("socket") == Code.REVOKED);
        over.countDown();
    }

    /** Whoever opens while his session ends is refused, or his connection is closed: none slips through. */
    @Test
    void noConnectionSlipsBetweenVerifyAndRegister() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                String subject = "user-" + round;
                List<Future<?>> opening = new ArrayList<>();
                List<String> opened = new ArrayList<>();
                CountDownLatch start = new CountDownLatch(1);
                for (int i = 0; i < 3; i++) {
                    String socket = subject + '-' + i;
                    String token = node.create(subject, CONTEXT).accessToken();
                    opened.add(socket);
                    opening.add(threads.submit(() -> {
                        awaitQuietly(start);
                        try {
                            live.open(socket, token, node);
                        } catch (InvalidAccessTokenException refused) {
                            doors.close(socket, refused);
                        }
                    }));
                }
                opening.add(threads.submit(() -> {
                    awaitQuietly(start);
                    otherNode.revokeAll(subject);
                }));
                start.countDown();
                for (Future<?> each : opening) {
                    each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
                soon().until(() -> doors.closed.keySet().containsAll(opened));
            }
            assertThat(live.size()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Also those that open while the session ends: each is refused or closed. */
    @Test
    void oneRevocationClosesTenThousandConnectionsOnTwoNodesAndNoneSlipsThrough() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (LiveConnections<String> elsewhere =
                LiveConnections.builder(doors).clock(nodes.clock()).build()) {
            JwtUserSessionManager nodeElsewhere = nodes.start(builder -> builder.listener(elsewhere));
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                tokens.add(node.create("alice", CONTEXT).accessToken());
            }
            live.open("bob", node.create("bob", CONTEXT).accessToken(), node);
            for (int i = 0; i < 8_000; i++) {
                open(i, tokens, elsewhere, nodeElsewhere);
            }
            CountDownLatch half = new CountDownLatch(1_000);
            List<Future<?>> opening = new ArrayList<>();
            for (int i = 8_000; i < 10_000; i++) {
                int socket = i;
                opening.add(threads.submit(() -> {
                    open(socket, tokens, elsewhere, nodeElsewhere);
                    half.countDown();
                }));
            }
            awaitQuietly(half);

            node.revokeAll("alice");

            for (Future<?> each : opening) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            soon().until(() -> doors.closed.size() == 10_000);
            assertThat(doors.closed).doesNotContainKey("bob");
            assertThat(live.size()).isOne();
            assertThat(elsewhere.size()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    /** On one node or the other. Who is refused has no connection. */
    private void open(
            int socket, List<String> tokens, LiveConnections<String> elsewhere, JwtUserSessionManager nodeElsewhere) {
        String name = "socket-" + socket;
        String token = tokens.get(socket % tokens.size());
        try {
            if (socket % 2 == 0) {
                live.open(name, token, node);
            } else {
                elsewhere.open(name, token, nodeElsewhere);
            }
        } catch (InvalidAccessTokenException refused) {
            doors.close(name, refused);
        }
    }

    @Test
    void aServiceThatOnlyVerifiesHasThemToo() {
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .keys(Nodes.SIGNING_KEYS)
                .revocations(nodes.storage().revocationLog())
                .clock(nodes.clock())
                .listener(live)
                .build()) {
            SessionTokens tokens = node.create("alice", CONTEXT);
            assertThat(live.open("socket", tokens.accessToken(), verifier).subject())
                    .isEqualTo("alice");

            otherNode.revoke(tokens.sessionId());

            soon().until(() -> doors.codeOf("socket") == Code.REVOKED);
        }
    }

    @Test
    void closedTheyTakeNoneInAndAMistakeIsToldAtOnce() {
        LiveConnections.Builder<String> builder = LiveConnections.builder(doors);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.renewWithin(Duration.ofSeconds(-1)));
        live.close();

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> live.open("socket", node.create("alice", CONTEXT).accessToken(), node));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was closed, and why; who was asked for a new token. */
    private static final class Doors implements LiveConnections.Handler<String> {
        final Map<String, InvalidAccessTokenException> closed = new ConcurrentHashMap<>();
        final Map<String, Duration> asked = new ConcurrentHashMap<>();

        Code codeOf(String connection) {
            InvalidAccessTokenException why = closed.get(connection);
            return why == null ? Code.MALFORMED : why.code();
        }

        Optional<RevocationCause> causeOf(String connection) {
            return Optional.ofNullable(closed.get(connection)).flatMap(InvalidAccessTokenException::revocationCause);
        }

        @Override
        public void close(String connection, InvalidAccessTokenException why) {
            closed.put(connection, why);
        }

        @Override
        public void askForRenewal(String connection, Duration within) {
            asked.put(connection, within);
        }
    }
}
