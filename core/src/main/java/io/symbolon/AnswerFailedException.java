package io.symbolon;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens for a sign-in or a refresh cannot be made. Nothing was stored: no session was created, nothing was rotated,
 * and the same refresh token is good at the next try.
 */
public final class AnswerFailedException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why the tokens cannot be made. */
    public enum Code {
        /** With these claims the access token would be longer than is accepted, or than its transport can carry. */
        CLAIMS_TOO_LARGE(Action.NONE),
        /** The {@link ClaimsSource} failed, or gave claims that are not allowed. */
        CLAIMS_SOURCE_FAILED(Action.RETRY),
        /** The signing key could not be used. */
        SIGNER_FAILED(Action.RETRY);

        private final Action action;

        Code(Action action) {
            this.action = action;
        }
    }

    /** Why. */
    private final Code code;

    /**
     * A failure.
     *
     * @param code why
     * @param message what failed and what to do; without a token, a key or a claim's value
     * @param cause the failure of the claims source or the signer, or null if there is none
     */
    public AnswerFailedException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return code.action;
    }
}
