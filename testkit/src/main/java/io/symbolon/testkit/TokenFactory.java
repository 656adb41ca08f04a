package io.symbolon.testkit;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.util.Objects;

/**
 * Makes the texts of access tokens that an application accepts or has to refuse, by the application's own session manager:
 * what a client sends. {@link AccessTokens} makes what is left of them after {@code verify}.
 *
 * <pre>{@code
 * TokenFactory tokens = TokenFactory.of(sessions);
 * String good = tokens.good("ada");
 * String ended = tokens.ended("ada");
 * }</pre>
 *
 * <p>An expired token needs a clock that can be set, as {@link TestCluster} has one: make a good one, and advance the clock.
 *
 * <p>Thread-safe.
 */
public final class TokenFactory {
    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");

    private final JwtUserSessionManager sessions;

    private TokenFactory(JwtUserSessionManager sessions) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
    }

    /**
     * A factory.
     *
     * @param sessions what the application verifies by
     * @return a factory
     */
    public static TokenFactory of(JwtUserSessionManager sessions) {
        return new TokenFactory(sessions);
    }

    /**
     * A token that is accepted.
     *
     * @param subject whose
     * @return the access token of a new session
     */
    public String good(String subject) {
        return good(subject, CreateOptions.defaults());
    }

    /**
     * A token that is accepted.
     *
     * @param subject whose
     * @param options authorities, claims, factors and more of the session
     * @return the access token of a new session
     */
    public String good(String subject, CreateOptions options) {
        return start(subject, options).accessToken();
    }

    /**
     * A token whose session is over: refused as REVOKED.
     *
     * @param subject whose
     * @return the access token of a session that was ended
     */
    public String ended(String subject) {
        SessionTokens tokens = start(subject, CreateOptions.defaults());
        sessions.revoke(tokens.sessionId());
        return tokens.accessToken();
    }

    /**
     * A token whose session goes on, with newer claims: refused as OUTDATED, and its client has to refresh.
     *
     * @param subject whose
     * @return the first access token of a session whose access tokens have been expired
     */
    public String outdated(String subject) {
        SessionTokens tokens = start(subject, CreateOptions.defaults());
        sessions.expireAccessTokens(tokens.sessionId());
        return tokens.accessToken();
    }

    /**
     * A token that somebody else made: refused as BAD_SIGNATURE.
     *
     * @param subject whose it claims to be
     * @return a token with header and payload of a good one
     */
    public String forged(String subject) {
        String good = good(subject);
        int inSignature = good.lastIndexOf('.') + 1;
        char other = good.charAt(inSignature) == 'A' ? 'B' : 'A';
        return good.substring(0, inSignature) + other + good.substring(inSignature + 1);
    }

    private SessionTokens start(String subject, CreateOptions options) {
        return sessions.create(subject, CONTEXT, options);
    }
}
