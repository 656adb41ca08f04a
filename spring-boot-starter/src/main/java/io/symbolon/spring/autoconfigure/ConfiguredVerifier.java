package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.SessionStorageException;
import io.symbolon.StalenessPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.core.io.ResourceLoader;

/** From properties to a verifier. */
final class ConfiguredVerifier {
    private ConfiguredVerifier() {}

    /** What the properties say, but for the revocation log. */
    static AccessTokenVerifier.Builder builder(SymbolonProperties properties, ResourceLoader files) {
        refuseManagersSettings(properties);
        MissingSettings.checkVerifier(properties);
        AccessTokenVerifier.Builder builder = AccessTokenVerifier.builder()
                .clockSkew(properties.clockSkew())
                .verifiedTokenCache(properties.verifiedTokenCache());
        PropertyMapper set = PropertyMapper.get();
        set.from(properties::issuer).to(builder::issuer);
        set.from(audience(properties)).to(builder::audience);
        set.from(properties::rejectAfter)
                .as(limit -> SymbolonConfigurationException.of(
                        "symbolon.reject-after", () -> StalenessPolicy.rejectAfter(limit)))
                .to(builder::stalenessPolicy);
        set.from(properties.verifier()::jwks).whenHasText().to(place -> addKeys(place, builder, files));
        return builder;
    }

    /** Builds, and says what to do where that fails. */
    static AccessTokenVerifier build(AccessTokenVerifier.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw new SymbolonConfigurationException(
                    "The verifier cannot be built: " + wrong.getMessage(), MissingSettings.VERIFIER_EXAMPLE, wrong);
        } catch (UncheckedIOException unreachable) {
            throw new SymbolonConfigurationException(
                    "The verifier has no keys: " + unreachable.getMessage(),
                    "See that the issuer runs and that symbolon.verifier.jwks is the address of its JWK set.",
                    unreachable);
        } catch (SessionStorageException unreachable) {
            throw storageFailed(unreachable);
        }
    }

    static SymbolonConfigurationException storageFailed(SessionStorageException failed) {
        return new SymbolonConfigurationException(
                "The revocation log cannot be read: " + failed.getMessage(),
                "See that spring.data.redis or spring.datasource, and the prefix or schema below symbolon.redis or"
                        + " symbolon.jdbc, are those of the service that issues the tokens; or, with"
                        + " symbolon.verifier.revocations: http, that symbolon.verifier.feed is its revocation feed.",
                failed);
    }

    static SymbolonConfigurationException revocationsMissing(VerifierProperties.@Nullable Revocations named) {
        if (named == null) {
            return new SymbolonConfigurationException(
                    "symbolon.verifier.revocations is not set.", MissingSettings.VERIFIER_EXAMPLE);
        }
        return named == VerifierProperties.Revocations.REDIS
                ? new SymbolonConfigurationException(
                        "symbolon.verifier.revocations is redis, but symbolon-redis or a Redis client is missing.",
                        MissingStorage.ADD_REDIS)
                : new SymbolonConfigurationException(
                        "symbolon.verifier.revocations is jdbc, but symbolon-jdbc or a DataSource is missing.",
                        MissingStorage.ADD_JDBC);
    }

    private static void refuseManagersSettings(SymbolonProperties properties) {
        List<String> set = new ArrayList<>();
        if (!properties.signingKeys().isEmpty()) {
            set.add("symbolon.signing-keys");
        }
        if (!properties.refreshTokenKeys().isEmpty()) {
            set.add("symbolon.refresh-token-keys");
        }
        if (properties.generateKeys()) {
            set.add("symbolon.generate-keys");
        }
        if (properties.storage() != null) {
            set.add("symbolon.storage");
        }
        if (properties.feed().enabled()) {
            set.add("symbolon.feed");
        }
        if (properties.tokenRevocation()) {
            set.add("symbolon.token-revocation");
        }
        if (properties.tokenIntrospection()) {
            set.add("symbolon.token-introspection");
        }
        if (!set.isEmpty()) {
            throw new SymbolonConfigurationException(
                    "symbolon.verifier makes this a service that only verifies tokens, but " + String.join(", ", set)
                            + " is for one that manages sessions.",
                    "Remove either symbolon.verifier, or " + String.join(", ", set) + ".");
        }
    }

    private static @Nullable String audience(SymbolonProperties properties) {
        if (properties.acceptAudience() != null) {
            return properties.acceptAudience();
        }
        if (properties.audience().size() > 1) {
            throw new SymbolonConfigurationException(
                    "symbolon.audience names several services, and a verifier is one of them.",
                    "Set symbolon.audience to this service alone.");
        }
        return properties.audience().isEmpty() ? null : properties.audience().get(0);
    }

    private static void addKeys(String place, AccessTokenVerifier.Builder builder, ResourceLoader files) {
        SymbolonConfigurationException.of("symbolon.verifier.jwks", () -> {
            if (!KeyText.isLocation(place)) {
                return builder.jwks(URI.create(place));
            }
            try {
                return builder.jwks(files.getResource(place).getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new SymbolonConfigurationException(
                        "symbolon.verifier.jwks names a file that cannot be read: " + place,
                        "Put the file there, or correct the property.",
                        unreadable);
            }
        });
    }
}
