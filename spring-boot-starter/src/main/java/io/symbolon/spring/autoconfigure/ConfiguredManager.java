package io.symbolon.spring.autoconfigure;

import io.symbolon.ClientPolicy;
import io.symbolon.ContextGuard;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.StalenessPolicy;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.PropertyMapper;

/** From properties to a session manager. */
final class ConfiguredManager {
    private ConfiguredManager() {}

    /** What the properties say, but for keys and storage. */
    static JwtUserSessionManager.Builder builder(SymbolonProperties properties) {
        JwtUserSessionManager.Builder builder = JwtUserSessionManager.builder()
                .audience(properties.audience().toArray(String[]::new))
                .accessTokenTtl(properties.accessTokenTtl())
                .clockSkew(properties.clockSkew())
                .verifiedTokenCache(properties.verifiedTokenCache())
                .lifetime(lifetime(
                        properties.lifetime().idle(), properties.lifetime().absolute(), "symbolon.lifetime"))
                .rotation(rotation(properties.rotation(), "symbolon.rotation"))
                .sessionLimit(limit(properties.sessionLimit(), "symbolon.session-limit"))
                .contextGuard(guard(properties.contextGuard()));
        properties.clients().forEach((id, client) -> builder.client(id, policy(id, client, properties.lifetime())));
        PropertyMapper set = PropertyMapper.get();
        set.from(properties::issuer).to(builder::issuer);
        set.from(properties::acceptAudience).to(builder::acceptAudience);
        set.from(properties::clientId).to(builder::clientId);
        set.from(properties::rejectAfter)
                .as(limit -> SymbolonConfigurationException.of(
                        "symbolon.reject-after", () -> StalenessPolicy.rejectAfter(limit)))
                .to(builder::stalenessPolicy);
        return builder;
    }

    /** Builds, and says what to do where that fails. */
    static JwtUserSessionManager build(JwtUserSessionManager.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw new SymbolonConfigurationException(
                    "The session manager cannot be built: " + wrong.getMessage(),
                    "Correct the settings that begin with symbolon.",
                    wrong);
        } catch (SessionStorageException unreachable) {
            throw storageFailed(unreachable);
        }
    }

    static SymbolonConfigurationException storageFailed(SessionStorageException failed) {
        return new SymbolonConfigurationException(
                "The storage of sessions failed: " + failed.getMessage(),
                "See that the server runs and is reached under what spring.data.redis or spring.datasource says. To keep"
                        + " sessions elsewhere, set symbolon.storage to redis, jdbc or memory.",
                failed);
    }

    private static ClientPolicy policy(String id, SymbolonProperties.Client client, SymbolonProperties.Lifetime ofAll) {
        String name = "symbolon.clients." + id;
        ClientPolicy policy =
                ClientPolicy.defaults().withSessionLimit(limit(client.sessionLimit(), name + ".session-limit"));
        if (client.idle() != null || client.absolute() != null) {
            policy = policy.withLifetime(lifetime(
                    Objects.requireNonNullElse(client.idle(), ofAll.idle()),
                    Objects.requireNonNullElse(client.absolute(), ofAll.absolute()),
                    name));
        }
        Duration life = client.accessTokenTtl();
        if (life != null) {
            ClientPolicy before = policy;
            policy = SymbolonConfigurationException.of(
                    name + ".access-token-ttl", () -> before.withAccessTokenTtl(life));
        }
        SymbolonProperties.Rotation rotation = client.rotation();
        if (rotation != null) {
            policy = policy.withRotation(rotation(rotation, name + ".rotation"));
        }
        SymbolonProperties.Guard guard = client.contextGuard();
        return guard == null ? policy : policy.withContextGuard(guard(guard));
    }

    private static ContextGuard guard(SymbolonProperties.Guard guard) {
        return switch (guard) {
            case SAME_DEVICE -> ContextGuard.sameDevice();
            case NONE -> ContextGuard.none();
        };
    }

    private static SessionLifetime lifetime(Duration idle, Duration absolute, String name) {
        return SymbolonConfigurationException.of(name, () -> SessionLifetime.of(idle, absolute));
    }

    private static RefreshRotation rotation(SymbolonProperties.Rotation rotation, String name) {
        return switch (rotation.policy()) {
            case GRACE ->
                SymbolonConfigurationException.of(
                        name + ".grace-period", () -> RefreshRotation.grace(rotation.gracePeriod()));
            case STRICT -> RefreshRotation.strict();
            case UNTIL_SUCCESSOR_USED -> RefreshRotation.untilSuccessorUsed();
            case NONE -> RefreshRotation.none();
        };
    }

    private static SessionLimit limit(SymbolonProperties.Limit limit, String name) {
        Integer maximum = limit.maximum();
        if (maximum == null) {
            return SessionLimit.unlimited();
        }
        return SymbolonConfigurationException.of(name + ".maximum", () -> switch (limit.whenReached()) {
            case EVICT_OLDEST -> SessionLimit.evictOldest(maximum);
            case REJECT_NEW -> SessionLimit.rejectNew(maximum);
        });
    }
}
