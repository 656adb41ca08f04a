package io.symbolon;

import java.util.Objects;

/**
 * The key that a session is bound to: its client has proved to hold it, and without a fresh proof of it no refresh
 * succeeds. A session is bound once, by {@link JwtUserSessionManager#bind}, and stays so until it ends.
 *
 * <p>The kind says what the proof of the key was when it was registered, not more: whoever controls the client at that
 * moment can register a key of his own.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Binding {
    /**
     * The key's thumbprint (RFC 7638), by which logs and lists can tell keys apart. It is no secret.
     *
     * @return 43 characters of base64url
     */
    String thumbprint();

    /**
     * A key that the browser made and keeps, where the system lets it in hardware: Device Bound Session Credentials. Its
     * access tokens are good in their cookie only.
     *
     * @param thumbprint the key's thumbprint
     */
    record Dbsc(String thumbprint) implements Binding {
        /** Checks for null only. */
        public Dbsc {
            Objects.requireNonNull(thumbprint, "thumbprint");
        }
    }

    /**
     * A key of a program or mobile client, which proves it at every access too: DPoP (RFC 9449).
     *
     * @param thumbprint the key's thumbprint: what claim {@code cnf} has as {@code jkt}
     */
    record Dpop(String thumbprint) implements Binding {
        /** Checks for null only. */
        public Dpop {
            Objects.requireNonNull(thumbprint, "thumbprint");
        }
    }

    /**
     * A key that a page's script made and cannot export, but can use: for browsers without the first kind.
     *
     * @param thumbprint the key's thumbprint
     */
    record Software(String thumbprint) implements Binding {
        /** Checks for null only. */
        public Software {
            Objects.requireNonNull(thumbprint, "thumbprint");
        }
    }
}
