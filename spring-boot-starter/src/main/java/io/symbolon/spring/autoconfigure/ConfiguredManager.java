package io.symbolon.spring.autoconfigure;

import io.symbolon.ContextGuard;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.StalenessPolicy;
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
                .lifetime(lifetime(properties.lifetime()))
                .rotation(rotation(properties.rotation()))
                .sessionLimit(limit(properties.sessionLimit()));
        PropertyMapper set = PropertyMapper.get();
        set.from(properties::issuer).to(builder::issuer);
        set.from(properties::acceptAudience).to(builder::acceptAudience);
        set.from(properties::clientId).to(builder::clientId);
        set.from(properties::rejectAfter)
                .as(limit -> SymbolonConfigurationException.of(
                        "symbolon.reject-after", () -> StalenessPolicy.rejectAfter(limit)))
                .to(builder::stalenessPolicy);
        if (properties.contextGuard() == SymbolonProperties.Guard.NONE) {
            builder.contextGuard(ContextGuard.none());
        }
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

    private static SessionLifetime lifetime(SymbolonProperties.Lifetime lifetime) {
        return SymbolonConfigurationException.of(
                "symbolon.lifetime", () -> SessionLifetime.of(lifetime.idle(), lifetime.absolute()));
    }

    private static RefreshRotation rotation(SymbolonProperties.Rotation rotation) {
        return switch (rotation.policy()) {
            case GRACE ->
                SymbolonConfigurationException.of(
                        "symbolon.rotation.grace-period", () -> RefreshRotation.grace(rotation.gracePeriod()));
            case STRICT -> RefreshRotation.strict();
            case UNTIL_SUCCESSOR_USED -> RefreshRotation.untilSuccessorUsed();
            case NONE -> RefreshRotation.none();
        };
    }

    private static SessionLimit limit(SymbolonProperties.Limit limit) {
        Integer maximum = limit.maximum();
        if (maximum == null) {
            return SessionLimit.unlimited();
        }
        return SymbolonConfigurationException.of("symbolon.session-limit.maximum", () -> switch (limit.whenReached()) {
            case EVICT_OLDEST -> SessionLimit.evictOldest(maximum);
            case REJECT_NEW -> SessionLimit.rejectNew(maximum);
        });
    }
}
