package io.symbolon.spring.autoconfigure;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ResourceLoader;

/** The keys that the properties name. */
final class ConfiguredKeys {
    private static final Logger LOGGER = System.getLogger(ConfiguredKeys.class.getName());

    private final SymbolonProperties properties;
    private final ResourceLoader files;

    ConfiguredKeys(SymbolonProperties properties, ResourceLoader files) {
        this.properties = properties;
        this.files = files;
    }

    SigningKeys signingKeys() {
        if (properties.signingKeys().isEmpty()) {
            warn("symbolon.signing-keys");
            return SigningKeys.generate(JwsAlgorithm.ES256);
        }
        List<SigningKeys> keys = new ArrayList<>();
        for (int i = 0; i < properties.signingKeys().size(); i++) {
            keys.add(signingKey(
                    "symbolon.signing-keys[" + i + "].key",
                    properties.signingKeys().get(i)));
        }
        return keys.stream().reduce(SigningKeys::alsoVerify).orElseThrow();
    }

    RefreshTokenKeys refreshTokenKeys() {
        if (properties.refreshTokenKeys().isEmpty()) {
            warn("symbolon.refresh-token-keys");
            return RefreshTokenKeys.generate();
        }
        List<RefreshTokenKeys> keys = new ArrayList<>();
        for (int i = 0; i < properties.refreshTokenKeys().size(); i++) {
            String property = "symbolon.refresh-token-keys[" + i + "]";
            KeyText key = KeyText.read(property, properties.refreshTokenKeys().get(i), files);
            keys.add(SymbolonConfigurationException.of(property, () -> RefreshTokenKeys.fromBase64(key.text())));
        }
        return keys.stream().reduce(RefreshTokenKeys::alsoVerify).orElseThrow();
    }

    private SigningKeys signingKey(String property, SymbolonProperties.SigningKey configured) {
        JwsAlgorithm algorithm = configured.algorithm();
        KeyText key = KeyText.read(property, Objects.requireNonNull(configured.key(), property), files);
        return SymbolonConfigurationException.of(
                property,
                () -> algorithm.keyType() == KeyType.SYMMETRIC
                        ? SigningKeys.fromBase64(algorithm, key.text())
                        : SigningKeys.fromPem(algorithm, key.text()));
    }

    private static void warn(String property) {
        LOGGER.log(
                Level.WARNING,
                "{0} is not set: a key was made up, as symbolon.generate-keys asks for. It is for development only:"
                        + " a restart signs all users out, and no other node accepts the tokens.",
                property);
    }
}
