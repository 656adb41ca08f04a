package io.symbolon.spring.autoconfigure;

import io.symbolon.JwsAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application can say about its sessions.
 *
 * @param enabled Whether sessions are set up at all.
 * @param issuer Who issues the tokens, usually an https URL: claim "iss". Required.
 * @param audience For whom the tokens are, one or more services: claim "aud". Required.
 * @param acceptAudience The one audience that this service accepts. Any of those in "audience", if it is not set.
 * @param clientId Which client the tokens are for: claim "client_id". The issuer, if it is not set.
 * @param signingKeys The keys of the access tokens. The first signs, all verify. Required, unless keys are generated.
 * @param refreshTokenKeys The keys of the refresh tokens: each at least 32 random bytes in base64, or "file:" or
 *     "classpath:" and the location of a file with them. The first makes tokens, all verify. Required, unless keys are
 *     generated.
 * @param generateKeys Whether keys that are not set are made up at each start. For development only: all users are
 *     signed out by a restart, and no other node knows the keys.
 * @param accessTokenTtl How long access tokens live: from 1 second up to the retention of revocations.
 * @param clockSkew For how long an expired access token is still accepted, as nodes' clocks may differ: up to 1 hour.
 * @param verifiedTokenCache How many verified access tokens are remembered, so that their signature is checked once.
 * @param lifetime How long sessions live.
 * @param rotation What becomes of exchanged refresh tokens.
 * @param sessionLimit How many sessions a subject may have.
 * @param contextGuard From where a session may be refreshed. A bean of the type ContextGuard takes its place.
 * @param clients Policies of single clients, by their ids: what differs from the settings above for sessions that are
 *     started for one. Sign-ins may then name these clients only.
 * @param rejectAfter After how long without an answer of the revocation log this node refuses all access tokens: at
 *     least 100 milliseconds. It never does, if this is not set.
 * @param storage Where sessions are kept. If it is not set: in Redis where symbolon-redis and a Lettuce client are
 *     there, else in a database where symbolon-jdbc and a DataSource are, else in memory.
 * @param retention How long revocations are kept at least: longer than any access token lives.
 * @param redis Sessions in Redis.
 * @param jdbc Sessions in a database.
 * @param web Where tokens travel, and the endpoints.
 * @param verifier A service that only verifies tokens. It has neither keys nor a storage.
 * @param services Other services that may call the endpoints for services, by their names.
 * @param feed The revocation feed.
 * @param tokenRevocation Whether those services may end the session of a token that they hold (RFC 7009).
 * @param tokenIntrospection Whether those services are told what a token says (RFC 7662).
 * @param health When this node counts as unhealthy.
 * @param revokeEverythingEndpoint Whether Actuator has an endpoint that ends all sessions of all subjects.
 */
@ConfigurationProperties("symbolon")
record SymbolonProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String issuer,
        @DefaultValue List<String> audience,
        @Nullable String acceptAudience,
        @Nullable String clientId,
        @DefaultValue List<SigningKey> signingKeys,
        @DefaultValue List<String> refreshTokenKeys,
        @DefaultValue("false") boolean generateKeys,
        @DefaultValue("15m") Duration accessTokenTtl,
        @DefaultValue("0s") Duration clockSkew,
        @DefaultValue("10000") int verifiedTokenCache,
        @DefaultValue Lifetime lifetime,
        @DefaultValue Rotation rotation,
        @DefaultValue Limit sessionLimit,
        @DefaultValue("same-device") Guard contextGuard,
        @DefaultValue Map<String, Client> clients,
        @Nullable Duration rejectAfter,
        @Nullable Storage storage,
        @DefaultValue("2h") Duration retention,
        @DefaultValue Redis redis,
        @DefaultValue Jdbc jdbc,
        @NestedConfigurationProperty @DefaultValue WebProperties web,
        @NestedConfigurationProperty @DefaultValue VerifierProperties verifier,
        @DefaultValue Map<String, Service> services,
        @NestedConfigurationProperty @DefaultValue FeedProperties feed,
        @DefaultValue("false") boolean tokenRevocation,
        @DefaultValue("false") boolean tokenIntrospection,
        @DefaultValue Health health,
        @DefaultValue("false") boolean revokeEverythingEndpoint) {

    /** Where sessions can be kept. */
    enum Storage {
        REDIS,
        JDBC,
        MEMORY
    }

    /** From where a session may be refreshed. */
    enum Guard {
        SAME_DEVICE,
        NONE
    }

    /**
     * A client's policy. What is not set is as for all.
     *
     * @param accessTokenTtl How long its access tokens live.
     * @param idle The longest time between two refreshes of its sessions.
     * @param absolute The longest time since the sign-in.
     * @param sessionLimit How many sessions of this client a subject may have, beside the limit of all.
     * @param contextGuard From where its sessions may be refreshed.
     * @param rotation What becomes of its exchanged refresh tokens.
     * @param untilBrowserCloses Whether the browser forgets the cookies of its sessions when it closes.
     */
    record Client(
            @Nullable Duration accessTokenTtl,
            @Nullable Duration idle,
            @Nullable Duration absolute,
            @DefaultValue Limit sessionLimit,
            @Nullable Guard contextGuard,
            @Nullable Rotation rotation,
            @DefaultValue("false") boolean untilBrowserCloses) {}

    /**
     * Another service.
     *
     * @param secret By which it is known: at least 32 characters, or "file:" or "classpath:" and the location of a file with
     *     them.
     * @param seesSubjects Whether the revocation feed shows it subjects as they are.
     */
    record Service(
            @Nullable String secret, @DefaultValue("false") boolean seesSubjects) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Service[secret=<redacted>, seesSubjects=" + seesSubjects + "]";
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SymbolonProperties[issuer=" + issuer + ", signingKeys=" + signingKeys
                + ", refreshTokenKeys=<redacted>]";
    }

    /**
     * A key of the access tokens.
     *
     * @param algorithm With which algorithm it signs.
     * @param key For HS256, HS384 and HS512 random bytes in base64; else a private key in PEM. Or "file:" or "classpath:"
     *     and the location of a file with it.
     */
    record SigningKey(
            @DefaultValue("ES256") JwsAlgorithm algorithm,
            @Nullable String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "SigningKey[algorithm=" + algorithm + ", key=<redacted>]";
        }
    }

    /**
     * How long sessions live.
     *
     * @param idle The longest time between two refreshes: at least 1 second.
     * @param absolute The longest time since sign-in.
     */
    record Lifetime(
            @DefaultValue("14d") Duration idle,
            @DefaultValue("90d") Duration absolute) {}

    /**
     * What becomes of exchanged refresh tokens.
     *
     * @param policy When a refresh token that was exchanged may be used again.
     * @param gracePeriod With the policy "grace": for how long after the exchange.
     */
    record Rotation(
            @DefaultValue("grace") Policy policy,
            @DefaultValue("30s") Duration gracePeriod) {
        /** When a refresh token that was exchanged may be used again. */
        enum Policy {
            GRACE,
            STRICT,
            UNTIL_SUCCESSOR_USED,
            NONE
        }
    }

    /**
     * How many sessions a subject may have.
     *
     * @param maximum How many sessions a subject may have. Any number, if it is not set.
     * @param whenReached What one more sign-in does: it ends the oldest session, or it is refused.
     */
    record Limit(
            @Nullable Integer maximum,
            @DefaultValue("evict-oldest") WhenReached whenReached) {
        /** What one more sign-in does. */
        enum WhenReached {
            EVICT_OLDEST,
            REJECT_NEW
        }
    }

    /**
     * Sessions in Redis.
     *
     * @param keyPrefix What the names of all keys begin with.
     * @param partitions In how many partitions the keys are kept, 1 to 256; fixed by the first node that starts. If it is
     *     not set: 1, in a cluster 16.
     * @param commandTimeout How long an operation waits for an answer.
     * @param mostWaitingCalls How many calls may wait for an answer at a time, at least 1. Further ones fail at once.
     */
    record Redis(
            @DefaultValue("symbolon") String keyPrefix,
            @Nullable Integer partitions,
            @DefaultValue("2s") Duration commandTimeout,
            @DefaultValue("5000") int mostWaitingCalls) {}

    /**
     * Sessions in a database.
     *
     * @param dataSource The name of the DataSource bean, where there are several. The primary one, if it is not set.
     * @param schema The schema that holds the tables. That of the connections, if it is not set.
     * @param tablePrefix What the names of all tables begin with.
     * @param migrate Whether the tables are made and brought up to date at the start, by Flyway.
     * @param pollInterval How often a node looks for revocations of others, where the database does not notify it.
     * @param listen Whether PostgreSQL notifies the node; this takes one connection of the pool.
     * @param timeout The longest wait for an answer.
     * @param cleanUpInterval How often one of the nodes deletes what has expired.
     */
    record Jdbc(
            @Nullable String dataSource,
            @Nullable String schema,
            @DefaultValue("symbolon_") String tablePrefix,
            @DefaultValue("true") boolean migrate,
            @DefaultValue("100ms") Duration pollInterval,
            @DefaultValue("true") boolean listen,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("1m") Duration cleanUpInterval) {}

    /**
     * When this node counts as unhealthy.
     *
     * @param downAfter After how long without an answer of the revocation log the node is down. A healthy log answers
     *     every 10 seconds at least.
     */
    record Health(@DefaultValue("30s") Duration downAfter) {}
}
