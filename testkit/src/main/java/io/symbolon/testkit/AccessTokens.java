package io.symbolon.testkit;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionLifetime;
import io.symbolon.SigningKeys;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes access tokens for tests of code that is handed one. They are real: each is issued and verified by a session
 * manager in memory, with a key that is thrown away.
 *
 * <pre>{@code
 * AccessToken alice = AccessTokens.of("alice", Map.of("role", "editor"));
 * AccessToken admin = AccessTokens.builder("root").authorities("ROLE_ADMIN").build();
 * }</pre>
 */
public final class AccessTokens {
    private AccessTokens() {}

    /**
     * An access token.
     *
     * @param subject whose
     * @return a verified token that was issued now, without claims
     */
    public static AccessToken of(String subject) {
        return builder(subject).build();
    }

    /**
     * An access token with claims.
     *
     * @param subject whose
     * @param claims as they are given to {@link CreateOptions#claims}
     * @return a verified token that was issued now
     */
    public static AccessToken of(String subject, Map<String, ?> claims) {
        return builder(subject).claims(claims).build();
    }

    /**
     * To choose more than subject and claims.
     *
     * @param subject whose
     * @return a builder
     */
    public static Builder builder(String subject) {
        return new Builder(subject);
    }

    /** Chooses what an access token says. Not thread-safe. */
    public static final class Builder {
        private static final Duration NOT_THE_TOKENS_END = Duration.ofDays(1);

        private final String subject;
        private String issuer = "https://login.example.com";
        private List<String> audience = List.of("https://api.example.com");
        private String clientId = "web";
        private List<String> authorities = List.of();
        private Map<String, ?> claims = Map.of();
        private Duration ttl = Duration.ofMinutes(15);
        private @Nullable Instant issuedAt;

        private Builder(String subject) {
            this.subject = Objects.requireNonNull(subject, "subject");
        }

        /**
         * Claim {@code iss}.
         *
         * @param issuer by default {@code https://login.example.com}
         * @return this
         */
        public Builder issuer(String issuer) {
            this.issuer = Objects.requireNonNull(issuer, "issuer");
            return this;
        }

        /**
         * Claim {@code aud}.
         *
         * @param audience one or more; by default {@code https://api.example.com}
         * @return this
         */
        public Builder audience(String... audience) {
            this.audience = List.copyOf(Arrays.asList(audience));
            return this;
        }

        /**
         * Claim {@code client_id}.
         *
         * @param clientId by default {@code web}
         * @return this
         */
        public Builder clientId(String clientId) {
            this.clientId = Objects.requireNonNull(clientId, "clientId");
            return this;
        }

        /**
         * Claim {@code authorities}.
         *
         * @param authorities by default none
         * @return this
         */
        public Builder authorities(String... authorities) {
            this.authorities = List.copyOf(Arrays.asList(authorities));
            return this;
        }

        /**
         * The application's own claims.
         *
         * @param claims by default none
         * @return this
         */
        public Builder claims(Map<String, ?> claims) {
            this.claims = Objects.requireNonNull(claims, "claims");
            return this;
        }

        /**
         * Claim {@code iat}.
         *
         * @param issuedAt by default the time at which {@link #build()} is called
         * @return this
         */
        public Builder issuedAt(Instant issuedAt) {
            this.issuedAt = Objects.requireNonNull(issuedAt, "issuedAt");
            return this;
        }

        /**
         * The token's life: claim {@code exp} is {@code iat} and this.
         *
         * @param ttl one second or more; by default 15 minutes
         * @return this
         */
        public Builder ttl(Duration ttl) {
            this.ttl = Objects.requireNonNull(ttl, "ttl");
            return this;
        }

        /**
         * A token that expired one second ago. It was verified when it was still good.
         *
         * @return this
         */
        public Builder expired() {
            return issuedAt(Instant.now().minus(ttl).minusSeconds(1));
        }

        /**
         * Issues and verifies the token.
         *
         * @return the verified token
         * @throws IllegalArgumentException if a value is one that a session manager refuses
         */
        public AccessToken build() {
            Clock clock = Clock.fixed(issuedAt == null ? Instant.now() : issuedAt, ZoneOffset.UTC);
            Duration longer = ttl.multipliedBy(2).plus(NOT_THE_TOKENS_END);
            CreateOptions options = CreateOptions.claims(claims)
                    .withAuthorities(authorities)
                    .withLifetime(SessionLifetime.of(longer, longer));
            try (InMemoryUserSessionStorage storage =
                            new InMemoryUserSessionStorage(clock, LogRetention.DEFAULT.withRetention(longer));
                    JwtUserSessionManager manager = JwtUserSessionManager.builder()
                            .issuer(issuer)
                            .audience(audience.toArray(String[]::new))
                            .clientId(clientId)
                            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                            .refreshTokenKeys(RefreshTokenKeys.generate())
                            .accessTokenTtl(ttl)
                            .storage(storage)
                            .clock(clock)
                            .build()) {
                return manager.verify(manager.create(subject, SessionContext.of("192.0.2.1"), options)
                        .accessToken());
            }
        }
    }
}
