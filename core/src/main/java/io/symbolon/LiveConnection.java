package io.symbolon;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A connection, and the token that it lives by. Thread-safe. */
final class LiveConnection<C> {
    /**
     * What it lives by now.
     *
     * @param text the access token
     * @param token what the text says
     * @param until when it is to be looked at: the token's end, or the end of the time to renew an outdated one
     * @param isOutdated whether a newer token is awaited
     */
    record Life(String text, AccessToken token, Instant until, boolean isOutdated) {
        static Life by(String text, AccessToken token) {
            return new Life(text, token, token.expiresAt(), false);
        }

        Life outdated(Instant renewedBy) {
            return new Life(text, token, renewedBy.isBefore(until) ? renewedBy : until, true);
        }

        /** The token's time is over, and the node still accepts it for its clock skew. */
        Life lookedAtAgain(Instant later) {
            return new Life(text, token, later, isOutdated);
        }

        boolean isOlderThan(AccessToken other) {
            return token.version() == other.version()
                    ? token.expiresAt().isBefore(other.expiresAt())
                    : token.version() < other.version();
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Life[until=" + until + ", isOutdated=" + isOutdated + "]";
        }
    }

    private final C connection;
    private final VerifyingNode node;
    private final SessionId sessionId;
    private final String subject;
    /** Empty once it is closed or removed. */
    private volatile Optional<Life> life;

    LiveConnection(C connection, VerifyingNode node, String text, AccessToken token) {
        this.connection = connection;
        this.node = node;
        this.sessionId = token.sessionId();
        this.subject = token.subject();
        this.life = Optional.of(Life.by(text, token));
    }

    C connection() {
        return connection;
    }

    VerifyingNode node() {
        return node;
    }

    SessionId sessionId() {
        return sessionId;
    }

    String subject() {
        return subject;
    }

    Optional<Life> life() {
        return life;
    }

    /**
     * Changes what it lives by.
     *
     * @return false if it is over, or nothing had to be changed
     */
    synchronized boolean change(UnaryOperator<Life> change) {
        Optional<Life> before = life;
        life = before.map(change);
        return !life.equals(before);
    }

    /**
     * Ends it, once.
     *
     * @return false if somebody else has ended it
     */
    synchronized boolean end() {
        boolean wasLive = life.isPresent();
        life = Optional.empty();
        return wasLive;
    }
}
