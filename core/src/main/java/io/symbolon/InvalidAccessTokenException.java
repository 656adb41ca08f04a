package io.symbolon;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token was refused. Only {@link Code#REVOKED} means that the session is over. For all others but
 * {@link Code#STALE_NODE} and {@link Code#PROOF_REQUIRED} the client should refresh and try again: a refresh that cannot be
 * answered says so by itself.
 */
public final class InvalidAccessTokenException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why an access token is refused. */
    public enum Code {
        /** It does not have the form of an access token of Symbolon, or is longer than 8,192 characters. */
        MALFORMED("The access token is malformed."),
        /** No configured key signed it. */
        BAD_SIGNATURE("The access token was signed by none of the configured keys."),
        /** Its time is over. */
        EXPIRED("The access token has expired."),
        /** Its time has not come: claim {@code nbf}. */
        NOT_YET_VALID("The access token is not valid yet."),
        /** Another issuer made it. */
        WRONG_ISSUER("The access token is from another issuer."),
        /** It is for another audience. */
        WRONG_AUDIENCE("The access token is for another audience."),
        /** Its session was ended. */
        REVOKED("The session of the access token was ended."),
        /** The session goes on, but this token was expired early, so that the client gets new claims. */
        OUTDATED("The access token was replaced: its session has newer claims."),
        /**
         * It is bound to a key, and needs a fresh proof of it:
         * {@link JwtUserSessionManager#verify(String, BindingProof.Dpop)}.
         */
        PROOF_REQUIRED("The access token is good only with a fresh proof of the key that it is bound to."),
        /** The proof that came along is not one of its key, for this request; or it is not bound by DPoP at all. */
        INVALID_PROOF("The proof that came with the access token is not one of its key, for this request."),
        /** This node has not heard from the revocation log for longer than its policy allows. */
        STALE_NODE("This node cannot tell whether the access token was revoked: the revocation log does not answer,"
                + " its clock and this node's are too far apart, or it holds an entry that only a newer version of"
                + " Symbolon understands.");

        private final String message;

        Code(String message) {
            this.message = message;
        }
    }

    /** Why. */
    private final Code code;
    /** Why the session was ended, if it is known. */
    private final @Nullable RevocationCause revocationCause;
    /** What the next proof has to answer. */
    private final @Nullable String challenge;

    /**
     * A refusal.
     *
     * @param code why
     */
    public InvalidAccessTokenException(Code code) {
        this(code, Objects.requireNonNull(code, "code").message, null, null);
    }

    private InvalidAccessTokenException(
            Code code, String message, @Nullable RevocationCause revocationCause, @Nullable String challenge) {
        super(message);
        this.code = code;
        this.revocationCause = revocationCause;
        this.challenge = challenge;
    }

    /**
     * A refusal with {@link Code#PROOF_REQUIRED}.
     *
     * @param challenge what the proof has to have as its nonce; empty if this node asks for none
     * @return the exception
     */
    public static InvalidAccessTokenException proofRequired(Optional<String> challenge) {
        return new InvalidAccessTokenException(
                Code.PROOF_REQUIRED, Code.PROOF_REQUIRED.message, null, challenge.orElse(null));
    }

    private static InvalidAccessTokenException withHint(Code code, String hint) {
        return new InvalidAccessTokenException(code, code.message + " " + hint, null, null);
    }

    /**
     * A refusal with {@link Code#WRONG_ISSUER} that says which issuer is accepted.
     *
     * @param expected the accepted issuer
     * @return the exception
     */
    public static InvalidAccessTokenException wrongIssuer(String expected) {
        return withHint(Code.WRONG_ISSUER, "Accepted is " + expected + ".");
    }

    /**
     * A refusal with {@link Code#WRONG_AUDIENCE} that says which audiences are accepted.
     *
     * @param expected the accepted audiences
     * @return the exception
     */
    public static InvalidAccessTokenException wrongAudience(List<String> expected) {
        return withHint(Code.WRONG_AUDIENCE, "Accepted is " + String.join(" or ", expected) + ".");
    }

    /**
     * A refusal with {@link Code#MALFORMED} of a token that comes with its authentication scheme.
     *
     * @return the exception
     */
    public static InvalidAccessTokenException withScheme() {
        return withHint(Code.MALFORMED, "It starts with the scheme \"Bearer\": verify takes what follows it.");
    }

    /**
     * A refusal with {@link Code#STALE_NODE} that says what this node lacks.
     *
     * @param reason why it cannot tell, without its full stop
     * @return the exception
     */
    public static InvalidAccessTokenException staleNode(String reason) {
        Objects.requireNonNull(reason, "reason");
        return new InvalidAccessTokenException(
                Code.STALE_NODE,
                "This node cannot tell whether the access token was revoked: " + reason + ".",
                null,
                null);
    }

    /**
     * A refusal with {@link Code#REVOKED}.
     *
     * @param cause why the session was ended
     * @return the exception
     */
    public static InvalidAccessTokenException revoked(RevocationCause cause) {
        return new InvalidAccessTokenException(
                Code.REVOKED, Code.REVOKED.message, Objects.requireNonNull(cause, "cause"), null);
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return switch (code) {
            case REVOKED -> Action.SIGN_IN;
            case STALE_NODE, PROOF_REQUIRED -> Action.RETRY;
            default -> Action.REFRESH;
        };
    }

    @Override
    public boolean endsSession() {
        return code == Code.REVOKED;
    }

    /**
     * What the next proof has to have as its nonce (RFC 9449 section 9).
     *
     * @return a text of URL-safe characters, good for two minutes; may be present with {@link Code#PROOF_REQUIRED}
     */
    public Optional<String> challenge() {
        return Optional.ofNullable(challenge);
    }

    /**
     * Why the session was ended, so that the person can be told.
     *
     * @return the cause; present with {@link Code#REVOKED}
     */
    @Override
    public Optional<RevocationCause> revocationCause() {
        return Optional.ofNullable(revocationCause);
    }
}
