package io.symbolon;

/** Why access tokens were revoked. It travels with the revocation to every node. */
public enum RevocationCause {
    /** The user signed out of this session. */
    SIGNED_OUT,
    /** The user ended this session from another one. */
    SIGNED_OUT_FROM_ANOTHER_SESSION,
    /** A newer sign-in took this session's place: {@link SessionLimit#evictOldest(int)}. */
    REPLACED_BY_NEWER_SIGN_IN,
    /** A refresh token of this session was used that had been replaced: it was probably stolen. */
    REUSE_DETECTED,
    /** An administrator ended the session. */
    ADMINISTRATOR,
    /** The session goes on; its access tokens were expired, so that clients refresh and get new claims. */
    ACCESS_TOKENS_EXPIRED
}
