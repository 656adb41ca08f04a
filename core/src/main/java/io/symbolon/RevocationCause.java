package io.symbolon;

/** Why a session was ended. It travels with the revocation to every node. */
public enum RevocationCause {
    /** The user signed out of this session. */
    SIGNED_OUT,
    /** The user ended this session from another one. */
    SIGNED_OUT_FROM_ANOTHER_SESSION,
    /** The user's credentials changed, such as after a new password. */
    CREDENTIALS_CHANGED,
    /** The user did not recognise the session: {@link JwtUserSessionManager#revokeByEndingToken}. */
    NOT_RECOGNIZED,
    /** A newer sign-in took this session's place: {@link SessionLimit#evictOldest(int)}. */
    REPLACED_BY_NEWER_SIGN_IN,
    /** A refresh token of this session was used that had been replaced: it was probably stolen. */
    REUSE_DETECTED,
    /** An administrator ended the session. */
    ADMINISTRATOR,
    /** A cause that only a newer version of Symbolon knows: it is read, never given. */
    UNKNOWN;

    /**
     * The cause of a name, as a revocation log keeps it.
     *
     * @param name such as {@code SIGNED_OUT}
     * @return the cause, or {@link #UNKNOWN}
     */
    public static RevocationCause named(String name) {
        for (RevocationCause cause : values()) {
            if (cause.name().equals(name)) {
                return cause;
            }
        }
        return UNKNOWN;
    }
}
