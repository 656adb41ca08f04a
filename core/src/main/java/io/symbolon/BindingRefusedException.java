package io.symbolon;

import java.util.Objects;

/** A session was not bound to a key. It goes on as it was, and so do its tokens. */
public final class BindingRefusedException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why a session is not bound. */
    public enum Code {
        /** The proof has not the form that it should have, or is not signed by the key that it shows. */
        INVALID_PROOF("The proof of the key is malformed, of another kind, or not signed by the key that it shows."),
        /**
         * The challenge is not that of the session's last sign-in or step-up, or that is more than two minutes ago, or the
         * session was refreshed since.
         */
        STALE_CHALLENGE("The proof does not answer a registration challenge of this session that is still good."),
        /** The session is bound to a key: that never changes. */
        ALREADY_BOUND("The session is bound to a key already.");

        private final String message;

        Code(String message) {
            this.message = message;
        }
    }

    /** Why. */
    private final Code code;

    /**
     * A refusal.
     *
     * @param code why
     */
    public BindingRefusedException(Code code) {
        super(Objects.requireNonNull(code, "code").message);
        this.code = code;
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return Action.NONE;
    }
}
