package io.symbolon.http;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.RevocationCause;

/** What the client of a {@linkplain io.symbolon.LiveConnections live connection} is told when it is closed. */
public final class ConnectionEnd {
    /** The close code of WebSockets, one of those for private use (RFC 6455 section 7.4.2). */
    public static final int CLOSE_CODE = 4401;

    /** The name of the last event of a stream of server-sent events; its data are the {@linkplain #reason reason}. */
    public static final String EVENT = "session-end";

    /** The name of the event that asks for a new token; its data are the seconds that are left. */
    public static final String OUTDATED_EVENT = "session-outdated";

    private ConnectionEnd() {}

    /**
     * What to do, and why: action, code and, for a session that was ended, the cause, with spaces between.
     *
     * @param why the token was refused
     * @return such as {@code SIGN_IN REVOKED ADMINISTRATOR}: ASCII, at most 123 characters
     */
    public static String reason(InvalidAccessTokenException why) {
        String cause = why.revocationCause()
                .map(RevocationCause::name)
                .map(name -> " " + name)
                .orElse("");
        return SessionEnd.action(why) + " " + why.code() + cause;
    }

    /**
     * The same, where there was no good token from the start.
     *
     * @param why the connection is refused
     * @return such as {@code SIGN_IN TOKEN_MISSING}
     */
    public static String reason(RefusedRequestException why) {
        return why.code().action() + " " + why.code();
    }
}
