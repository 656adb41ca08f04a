package io.symbolon.http;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;

/**
 * What a refused token means for its client, decided once. A client that lost a race, met a fault, or was refused for its
 * context keeps what it has; one whose tokens will never be good again is asked to sign in, and forgets them.
 */
final class SessionEnd {
    private SessionEnd() {}

    /** What the client should do: nobody is left with a token that is refused for ever and no way on. */
    static Action action(SessionException error) {
        if (error instanceof InvalidRefreshTokenException && error.action() == Action.NONE) {
            return Action.SIGN_IN;
        }
        // Another node, or this one a little later, can tell.
        return error.code() == InvalidAccessTokenException.Code.STALE_NODE ? Action.RETRY : error.action();
    }

    /** Whether the tokens that the client holds are of no further use to it. */
    static boolean endsSession(SessionException error) {
        if (error instanceof InvalidRefreshTokenException refusal) {
            return action(refusal) == Action.SIGN_IN
                    && refusal.code() != InvalidRefreshTokenException.Code.CONTEXT_REFUSED;
        }
        return error instanceof InvalidAccessTokenException && error.action() == Action.SIGN_IN;
    }
}
