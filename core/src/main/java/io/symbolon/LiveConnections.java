package io.symbolon;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.LiveConnection.Life;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Connections that live by an access token: WebSockets, server-sent events, long polls. Each is closed when its session
 * ends, when its token has expired, and some time after its token was outdated, also when its client says nothing.
 *
 * <pre>{@code
 * LiveConnections<WebSocket> live = LiveConnections.<WebSocket>builder((socket, why) -> socket.close(why.code().name())).build();
 * JwtUserSessionManager sessions = builder.listener(live).build();
 *
 * live.open(socket, accessToken, sessions);      // a client has connected
 * live.renew(socket, newAccessToken);            // it has refreshed, and sends its new token
 * live.remove(socket);                           // it has gone
 * }</pre>
 *
 * <p>A token that is bound by DPoP needs a proof when its connection is opened, and each new one when the connection is
 * renewed (RFC 9449): for the method and URI of the request that opens the connection, as its client knows them, with
 * {@code http} for {@code ws}. What follows on the connection needs none.
 *
 * <p>It has to be a listener of each node that connections are opened with. Connections are told apart by {@code equals}.
 * Thread-safe.
 *
 * @param <C> a connection
 */
public final class LiveConnections<C> implements SessionListener, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(LiveConnections.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LATE_LOOKS = Duration.ofSeconds(5);
    private static final int THREADS = 4;

    /**
     * Does to connections what has to be done. Called on the executor, not more than once for the end of a connection, for
     * several connections at a time.
     *
     * @param <C> a connection
     */
    @FunctionalInterface
    public interface Handler<C> {
        /**
         * Closes a connection. It is not live any more.
         *
         * @param connection which
         * @param why as {@code verify} would refuse its token: tells code, action and cause
         */
        void close(C connection, InvalidAccessTokenException why);

        /**
         * Asks the client for a new token, as its token is outdated. By default does nothing.
         *
         * @param connection which
         * @param within how long it may live without one
         */
        default void askForRenewal(C connection, Duration within) {}
    }

    private final Handler<C> handler;
    private final Duration renewWithin;
    private final Clock clock;
    private final Executor executor;
    private final Optional<ExecutorService> ownExecutor;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> looks;
    private final LiveConnectionIndex<C> index = new LiveConnectionIndex<>();
    /** The nodes by which connections were opened: managers and verifiers. */
    private final Map<Object, VerifyingNode> nodes = new ConcurrentHashMap<>();

    private LiveConnections(Builder<C> builder) {
        this.handler = builder.handler;
        this.renewWithin = builder.renewWithin;
        this.clock = builder.clock;
        this.ownExecutor = builder.executor.isPresent()
                ? Optional.empty()
                : Optional.of(Executors.newFixedThreadPool(THREADS, work -> daemon(work, "symbolon-connections")));
        this.executor = builder.executor.or(() -> ownExecutor).orElseThrow();
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "symbolon-connections-timer"));
        long millis = BETWEEN_LOOKS.toMillis();
        this.looks = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to build.
     *
     * @param <C> a connection
     * @param handler closes connections
     * @return a builder
     */
    public static <C> Builder<C> builder(Handler<C> handler) {
        return new Builder<>(Objects.requireNonNull(handler, "handler"));
    }

    /**
     * Verifies an access token and takes a connection in, without a gap: an end of the session that comes meanwhile closes
     * the connection, or is thrown here, or both.
     *
     * @param connection a new one
     * @param accessToken as its client sent it
     * @param sessions the node that verifies it; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token is refused: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken open(C connection, String accessToken, JwtUserSessionManager sessions) {
        VerifyingNode node = node(sessions);
        return open(connection, accessToken, node, node::verify);
    }

    /**
     * As {@link #open(Object, String, JwtUserSessionManager)}, in a service that only verifies.
     *
     * @param connection a new one
     * @param accessToken as its client sent it
     * @param verifier what verifies it; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token is refused: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken open(C connection, String accessToken, AccessTokenVerifier verifier) {
        VerifyingNode node = node(verifier);
        return open(connection, accessToken, node, node::verify);
    }

    /**
     * As {@link #open(Object, String, JwtUserSessionManager)}, with a token that is bound by DPoP and the proof that came
     * with the request which opens the connection.
     *
     * @param connection a new one
     * @param accessToken as its client sent it
     * @param proof for that request
     * @param sessions the node that verifies both; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token or the proof is refused: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken open(C connection, String accessToken, BindingProof.Dpop proof, JwtUserSessionManager sessions) {
        VerifyingNode node = node(sessions);
        return open(connection, accessToken, node, text -> node.verify(text, proof));
    }

    /**
     * As {@link #open(Object, String, BindingProof.Dpop, JwtUserSessionManager)}, in a service that only verifies.
     *
     * @param connection a new one
     * @param accessToken as its client sent it
     * @param proof for the request which opens the connection
     * @param verifier what verifies both; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token or the proof is refused: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken open(C connection, String accessToken, BindingProof.Dpop proof, AccessTokenVerifier verifier) {
        VerifyingNode node = node(verifier);
        return open(connection, accessToken, node, text -> node.verify(text, proof));
    }

    /**
     * As {@link #open(Object, String, JwtUserSessionManager)}, where a filter has verified the request that opens the
     * connection: with the proof, if the token is bound by DPoP. A proof is good once, so it is not asked for again.
     *
     * <p>Only for a token of which that is known: a text that a client sends later, in a message, is none.
     *
     * @param connection a new one
     * @param accessToken the token by which the filter has let the request pass
     * @param sessions the node that verifies it once more; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token is refused meanwhile: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken openAuthenticated(C connection, String accessToken, JwtUserSessionManager sessions) {
        VerifyingNode node = node(sessions);
        return open(connection, accessToken, node, node::verifyAgain);
    }

    /**
     * As {@link #openAuthenticated(Object, String, JwtUserSessionManager)}, in a service that only verifies.
     *
     * @param connection a new one
     * @param accessToken the token by which the filter has let the request pass
     * @param verifier what verifies it once more; these connections have to be one of its listeners
     * @return who has connected
     * @throws InvalidAccessTokenException if the token is refused meanwhile: the connection was not taken in
     * @throws IllegalStateException if the connection is live already, or this was closed
     */
    public AccessToken openAuthenticated(C connection, String accessToken, AccessTokenVerifier verifier) {
        VerifyingNode node = node(verifier);
        return open(connection, accessToken, node, node::verifyAgain);
    }

    private VerifyingNode node(JwtUserSessionManager sessions) {
        return nodes.computeIfAbsent(sessions, it -> VerifyingNode.of(sessions));
    }

    private VerifyingNode node(AccessTokenVerifier verifier) {
        return nodes.computeIfAbsent(verifier, it -> VerifyingNode.of(verifier));
    }

    private AccessToken open(
            C connection, String accessToken, VerifyingNode node, VerifyingNode.Verification verification) {
        Objects.requireNonNull(connection, "connection");
        if (timer.isShutdown()) {
            throw new IllegalStateException("These live connections were closed.");
        }
        AccessToken token = verification.verify(accessToken);
        LiveConnection<C> live = new LiveConnection<>(connection, node, accessToken, token);
        if (!index.add(live)) {
            throw new IllegalStateException("The connection is live already: renew it, or remove it first.");
        }
        try {
            node.verifyAgain(accessToken);
        } catch (InvalidAccessTokenException meanwhile) {
            end(live);
            throw meanwhile;
        }
        return token;
    }

    /**
     * Gives a connection a new token of the same session.
     *
     * @param connection a live one
     * @param accessToken the new token
     * @return what it says
     * @throws InvalidAccessTokenException if the token is refused: the connection goes on as it was
     * @throws IllegalArgumentException if the token is of another session: whoever connects as another user connects anew
     * @throws IllegalStateException if the connection is not live: it was closed, or never opened
     */
    public AccessToken renew(C connection, String accessToken) {
        LiveConnection<C> live = requireLive(connection);
        return renew(live, accessToken, live.node()::verify);
    }

    /**
     * Gives a connection a new token of the same session, which is bound by DPoP.
     *
     * @param connection a live one
     * @param accessToken the new token
     * @param proof for the new token, and for the request that opened the connection, as if it were sent again
     * @return what it says
     * @throws InvalidAccessTokenException if the token or the proof is refused: the connection goes on as it was
     * @throws IllegalArgumentException if the token is of another session: whoever connects as another user connects anew
     * @throws IllegalStateException if the connection is not live: it was closed, or never opened
     */
    public AccessToken renew(C connection, String accessToken, BindingProof.Dpop proof) {
        LiveConnection<C> live = requireLive(connection);
        return renew(live, accessToken, text -> live.node().verify(text, proof));
    }

    private LiveConnection<C> requireLive(C connection) {
        return index.of(connection).orElseThrow(LiveConnections::notLive);
    }

    private AccessToken renew(LiveConnection<C> live, String accessToken, VerifyingNode.Verification verification) {
        AccessToken token = verification.verify(accessToken);
        if (!token.sessionId().equals(live.sessionId())) {
            throw new IllegalArgumentException("accessToken is of another session: open another connection with it");
        }
        Life next = Life.by(accessToken, token);
        live.change(before -> before.isOlderThan(token) ? next : before);
        if (live.life().isEmpty()) {
            throw notLive();
        }
        verifyAgain(live);
        return token;
    }

    private static IllegalStateException notLive() {
        return new IllegalStateException("The connection is not live: it was closed, or never opened.");
    }

    /**
     * Forgets a connection whose client has gone. It is not closed.
     *
     * @param connection which
     * @return false if it was not live
     */
    public boolean remove(C connection) {
        return index.of(connection).filter(this::end).isPresent();
    }

    /**
     * How many connections are live.
     *
     * @return 0 or more
     */
    public int size() {
        return index.size();
    }

    @Override
    public void revoked(RevokedEvent event) {
        for (LiveConnection<C> live : index.concernedBy(event.sessionId(), event.subject())) {
            if (live.life().filter(life -> event.affects(life.token())).isPresent()) {
                close(live, InvalidAccessTokenException.revoked(event.cause()));
            }
        }
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        for (LiveConnection<C> live : index.concernedBy(event.sessionId(), event.subject())) {
            outdate(live, event::affects);
        }
    }

    /** Stops to look after the connections; they are not closed. */
    @Override
    public void close() {
        looks.cancel(true);
        timer.shutdownNow();
        ownExecutor.ifPresent(ExecutorService::shutdown);
    }

    /** What no event tells: time that has passed, events that were lost, a node that cannot tell any more. */
    private void look() {
        try {
            for (VerifyingNode node : nodes.values()) {
                if (node.hasLostEvents() || isStale(node)) {
                    index.all().stream().filter(live -> live.node() == node).forEach(this::verifyAgain);
                }
            }
            Instant now = clock.instant();
            index.all()
                    .forEach(live -> live.life()
                            .filter(life -> !life.until().isAfter(now))
                            .ifPresent(life -> endOfTime(live, life, now)));
        } catch (RuntimeException fault) {
            // Thrown on, it would end the timer.
            LOGGER.log(
                    Level.WARNING,
                    "Live connections were not looked after: {0}.",
                    fault.getClass().getName());
        }
    }

    /** Any of its tokens tells. */
    private boolean isStale(VerifyingNode node) {
        return index.all().stream()
                .filter(live -> live.node() == node)
                .findFirst()
                .flatMap(LiveConnection::life)
                .filter(life -> refusal(node, life.text())
                        .filter(refused -> refused.code() == Code.STALE_NODE)
                        .isPresent())
                .isPresent();
    }

    private void endOfTime(LiveConnection<C> live, Life life, Instant now) {
        if (life.isOutdated()) {
            close(live, new InvalidAccessTokenException(Code.OUTDATED));
        } else {
            live.change(it -> it.equals(life) ? life.lookedAtAgain(now.plus(BETWEEN_LATE_LOOKS)) : it);
            verifyAgain(live);
        }
    }

    private void verifyAgain(LiveConnection<C> live) {
        live.life()
                .ifPresent(life -> refusal(live.node(), life.text()).ifPresent(refused -> {
                    if (refused.code() == Code.OUTDATED) {
                        outdate(live, life.token()::equals);
                    } else {
                        close(live, refused);
                    }
                }));
    }

    private static Optional<InvalidAccessTokenException> refusal(VerifyingNode node, String accessToken) {
        try {
            node.verifyAgain(accessToken);
            return Optional.empty();
        } catch (InvalidAccessTokenException refused) {
            return Optional.of(refused);
        }
    }

    private void outdate(LiveConnection<C> live, Predicate<AccessToken> isOutdated) {
        Instant renewedBy = clock.instant().plus(renewWithin);
        if (live.change(
                life -> life.isOutdated() || !isOutdated.test(life.token()) ? life : life.outdated(renewedBy))) {
            call(() -> handler.askForRenewal(live.connection(), renewWithin));
        }
    }

    private void close(LiveConnection<C> live, InvalidAccessTokenException why) {
        if (end(live)) {
            call(() -> handler.close(live.connection(), why));
        }
    }

    private boolean end(LiveConnection<C> live) {
        index.remove(live);
        return live.end();
    }

    private void call(Runnable handling) {
        if (timer.isShutdown()) {
            return;
        }
        executor.execute(() -> {
            try {
                handling.run();
            } catch (RuntimeException | Error thrown) {
                // Its class only: the message may hold what must not be logged.
                LOGGER.log(
                        Level.WARNING,
                        "{0} threw {1}: a connection may be open still whose access token is refused.",
                        handler.getClass().getName(),
                        thrown.getClass().getName());
            }
        });
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Builds live connections. Not thread-safe.
     *
     * @param <C> a connection
     */
    public static final class Builder<C> {
        private final Handler<C> handler;
        private Duration renewWithin = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private Optional<Executor> executor = Optional.empty();

        private Builder(Handler<C> handler) {
            this.handler = handler;
        }

        /**
         * How long a connection lives on when its token was outdated.
         *
         * @param time zero or longer; 30 seconds by default
         * @return this
         */
        public Builder<C> renewWithin(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("renewWithin is negative: " + time);
            }
            this.renewWithin = time;
            return this;
        }

        /**
         * What calls the handler.
         *
         * @param handlerExecutor four threads of its own by default
         * @return this
         */
        public Builder<C> executor(Executor handlerExecutor) {
            this.executor = Optional.of(handlerExecutor);
            return this;
        }

        /**
         * By which clock time passes.
         *
         * @param ownClock that of the nodes; the system's by default
         * @return this
         */
        public Builder<C> clock(Clock ownClock) {
            this.clock = Objects.requireNonNull(ownClock, "ownClock");
            return this;
        }

        /**
         * Builds.
         *
         * @return live connections, none yet
         */
        public LiveConnections<C> build() {
            return new LiveConnections<>(this);
        }
    }
}
