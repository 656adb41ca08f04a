package io.symbolon.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A service that only verifies tokens, which another service issues. Setting one of these properties makes it one.
 *
 * @param jwks The issuer's JWK set: its https address, which is fetched again from time to time, or "file:" or "classpath:"
 *     and the location of a document.
 * @param revocations Where revocations are read: in the "redis" or the "jdbc" that the issuer keeps its sessions in. With
 *     "none", tokens of ended sessions are accepted until they expire. Required, unless there is a bean of the type
 *     RevocationLog.
 */
record VerifierProperties(@Nullable String jwks, @Nullable Revocations revocations) {

    /** Where revocations are read. */
    enum Revocations {
        REDIS,
        JDBC,
        NONE
    }
}
