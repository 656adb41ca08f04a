package io.symbolon;

import io.symbolon.SessionException.Action;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token was refused. Clear what the client holds only where {@link #endsSession()} says so.
 */
public final class InvalidRefreshTokenException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why a refresh token is refused. */
    public enum Code {
        /** It does not have the form of a refresh token of Symbolon. */
        MALFORMED(Action.NONE, "The refresh token is malformed."),
        /** It is forged or damaged. */
        BAD_SIGNATURE(Action.NONE, "The refresh token was made by none of the configured keys."),
        /**
         * This node does not have the key. During a roll-out another node may have it, so the client should retry; after
         * {@link JwtUserSessionManager.Builder#keyRollOut} it has to sign in.
         */
        UNKNOWN_KEY(Action.RETRY, "The refresh token names a key that this node does not have."),
        /** The session has expired or was ended. */
        SESSION_NOT_FOUND(Action.SIGN_IN, "The session of the refresh token is over."),
        /** It was exchanged before, too long ago for an honest repeat: its session was ended. */
        REUSED(Action.SIGN_IN, "The refresh token was used again after it had been replaced: its session was ended."),
        /** The {@link ContextGuard} refused; the session goes on for its own client. */
        CONTEXT_REFUSED(Action.SIGN_IN, "The refresh token came from a client that its session does not accept."),
        /** The session is bound to a key, and no fresh proof of it came. Nothing was changed. */
        PROOF_REQUIRED(Action.RETRY, "The session is bound to a key: a proof of it is needed."),
        /** The client has lost the key that its session is bound to; the session goes on. */
        KEY_LOST(Action.SIGN_IN, "The client no longer has the key that its session is bound to."),
        /** The session's access tokens were expired meanwhile: the claims that came along may be outdated. */
        CLAIMS_OUTDATED(Action.RETRY, "The session changed while it was refreshed: the claims were not stored."),
        /** A newer token of the session has what this one must not buy: the client has it, or is about to get it. */
        SUPERSEDED(Action.RETRY, "The session has a newer refresh token that this client has or is about to get.");

        private final Action action;
        private final String message;

        Code(Action action, String message) {
            this.action = action;
            this.message = message;
        }
    }

    /** Why. */
    private final Code code;
    /** What the client should do. */
    private final Action action;
    /** Why the session was ended, if it is known. */
    private final @Nullable RevocationCause revocationCause;
    /** What the next proof has to answer. */
    private final @Nullable String challenge;
    /** The key that has to be proved. Whoever reads the exception from a stream has nobody to ask for a proof. */
    private final transient @Nullable Binding binding;

    /**
     * A refusal.
     *
     * @param code why
     */
    public InvalidRefreshTokenException(Code code) {
        this(code, Objects.requireNonNull(code, "code").action, null, null, null);
    }

    private InvalidRefreshTokenException(
            Code code,
            Action action,
            @Nullable RevocationCause revocationCause,
            @Nullable String challenge,
            @Nullable Binding binding) {
        super(code.message);
        this.code = code;
        this.action = action;
        this.revocationCause = revocationCause;
        this.challenge = challenge;
        this.binding = binding;
    }

    /**
     * A refusal with {@link Code#PROOF_REQUIRED}.
     *
     * @param binding the key that has to be proved
     * @param challenge what the proof has to answer
     * @return the exception
     */
    public static InvalidRefreshTokenException proofRequired(Binding binding, String challenge) {
        return new InvalidRefreshTokenException(
                Code.PROOF_REQUIRED,
                Code.PROOF_REQUIRED.action,
                null,
                Objects.requireNonNull(challenge, "challenge"),
                Objects.requireNonNull(binding, "binding"));
    }

    /**
     * A refusal with {@link Code#SESSION_NOT_FOUND} of a session that is known to have been ended.
     *
     * @param cause why the session was ended
     * @return the exception
     */
    public static InvalidRefreshTokenException ended(RevocationCause cause) {
        return new InvalidRefreshTokenException(
                Code.SESSION_NOT_FOUND,
                Code.SESSION_NOT_FOUND.action,
                Objects.requireNonNull(cause, "cause"),
                null,
                null);
    }

    /**
     * A refusal with {@link Code#UNKNOWN_KEY} of a token whose key will not come any more.
     *
     * @return the exception, with the action {@link SessionException.Action#SIGN_IN}
     */
    public static InvalidRefreshTokenException keyGone() {
        return new InvalidRefreshTokenException(Code.UNKNOWN_KEY, Action.SIGN_IN, null, null, null);
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return action;
    }

    /** True also for a token whose key is gone: nobody can go on with its session. */
    @Override
    public boolean endsSession() {
        return switch (code) {
            case SESSION_NOT_FOUND, REUSED -> true;
            case UNKNOWN_KEY -> action == Action.SIGN_IN;
            default -> false;
        };
    }

    /**
     * What the client has to answer with the key that its session is bound to: it signs a proof with this in it, and
     * refreshes again, {@linkplain RefreshRequest#withProof with the proof}. Good for two minutes.
     *
     * @return a text of URL-safe characters; present with {@link Code#PROOF_REQUIRED}
     */
    public Optional<String> challenge() {
        return Optional.ofNullable(challenge);
    }

    /**
     * The key that the client has to prove: its kind says who signs, the browser, a page's script or a program.
     *
     * @return the session's binding; present with {@link Code#PROOF_REQUIRED}
     */
    public Optional<Binding> binding() {
        return Optional.ofNullable(binding);
    }

    /**
     * Why the session was ended, where this node still knows, so that the person can be told.
     *
     * @return the cause; may be present with {@link Code#SESSION_NOT_FOUND}
     */
    @Override
    public Optional<RevocationCause> revocationCause() {
        return Optional.ofNullable(revocationCause);
    }
}
