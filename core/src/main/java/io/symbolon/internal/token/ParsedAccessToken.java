package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import io.symbolon.internal.keys.VerificationKey;

/** What a token says that is ours and for us; its time and revocation were not judged yet. Thread-safe. */
public final class ParsedAccessToken {
    private static final long NEVER = -1;

    private final VerificationKey key;
    private final long notBeforeMillis;
    private final long expiresAtMillis;
    private final AccessToken token;
    private volatile long currentAt = NEVER;

    /**
     * A token that was not judged yet.
     *
     * @param key whose signature it is
     * @param notBeforeMillis claim {@code nbf} in milliseconds since 1970; 0 if it has none
     * @param expiresAtMillis claim {@code exp} in milliseconds since 1970
     * @param token the rest
     */
    ParsedAccessToken(VerificationKey key, long notBeforeMillis, long expiresAtMillis, AccessToken token) {
        this.key = key;
        this.notBeforeMillis = notBeforeMillis;
        this.expiresAtMillis = expiresAtMillis;
        this.token = token;
    }

    VerificationKey key() {
        return key;
    }

    public long notBeforeMillis() {
        return notBeforeMillis;
    }

    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    public AccessToken token() {
        return token;
    }

    /** Whether {@link #currentAt} said so of just this count of changes. */
    public boolean wasCurrentAt(long changes) {
        return currentAt == changes;
    }

    /**
     * Remembers that no revocation concerns the token.
     *
     * @param changes how many changes of revocations had been counted before that was found out; 0 or more
     */
    public void currentAt(long changes) {
        currentAt = changes;
    }
}
