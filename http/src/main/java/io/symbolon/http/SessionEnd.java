package io.symbolon.http;

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
        return isDamaged(error) ? Action.SIGN_IN : error.action();
    }

    /** Whether the tokens that the client holds are of no further use to it. */
    static boolean endsSession(SessionException error) {
        return error.endsSession() || isDamaged(error);
    }

    /** A refresh token that was never ours names no session that could go on. */
    private static boolean isDamaged(SessionException error) {
        return error instanceof InvalidRefreshTokenException && error.action() == Action.NONE;
    }
}
