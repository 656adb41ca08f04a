package io.symbolon.spring.autoconfigure;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service that only verifies tokens, which another service issues. Setting one of these properties makes it one.
 *
 * @param jwks The issuer's JWK set: its https address, which is fetched again from time to time, or "file:" or "classpath:"
 *     and the location of a document.
 * @param revocations Where revocations are read: in the "redis" or the "jdbc" that the issuer keeps its sessions in, or by
 *     "http" from its revocation feed. With "none", tokens of ended sessions are accepted until they expire. Required, unless there is a bean of the type
 *     RevocationLog.
 * @param feed The issuer's revocation feed, where revocations are read by "http".
 */
record VerifierProperties(
        @Nullable String jwks,
        @Nullable Revocations revocations,
        @DefaultValue Feed feed) {

    /** Where revocations are read. */
    enum Revocations {
        REDIS,
        JDBC,
        HTTP,
        NONE
    }

    /**
     * The issuer's revocation feed.
     *
     * @param address Its https address, such as "https://login.example.com/session/revocations".
     * @param secret By which it knows this service: at least 32 characters, or "file:" or "classpath:" and the location of a
     *     file with them.
     */
    record Feed(@Nullable URI address, @Nullable String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Feed[address=" + address + ", secret=<redacted>]";
        }
    }
}
