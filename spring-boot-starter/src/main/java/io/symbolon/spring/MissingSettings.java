package io.symbolon.spring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells at once of all required settings that are missing. */
final class MissingSettings {
    static final String EXAMPLE = """
            Write to application.yml:

                symbolon:
                  issuer: https://login.example.com         # who issues the tokens
                  audience: https://api.example.com         # for whom they are
                  signing-keys:
                    - algorithm: HS256
                      key: file:/run/secrets/signing-key    # openssl rand -base64 32
                  refresh-token-keys:
                    - file:/run/secrets/refresh-token-key   # openssl rand -base64 32

            For development, symbolon.generate-keys: true makes up the keys at each start.""";

    private MissingSettings() {}

    static void check(SymbolonProperties properties) {
        List<String> missing = new ArrayList<>();
        addIf(isBlank(properties.issuer()), "symbolon.issuer", missing);
        addIf(properties.audience().isEmpty(), "symbolon.audience", missing);
        if (!properties.generateKeys()) {
            addIf(properties.signingKeys().isEmpty(), "symbolon.signing-keys", missing);
            addIf(properties.refreshTokenKeys().isEmpty(), "symbolon.refresh-token-keys", missing);
        }
        for (int i = 0; i < properties.signingKeys().size(); i++) {
            addIf(isBlank(properties.signingKeys().get(i).key()), "symbolon.signing-keys[" + i + "].key", missing);
        }
        for (int i = 0; i < properties.refreshTokenKeys().size(); i++) {
            addIf(isBlank(properties.refreshTokenKeys().get(i)), "symbolon.refresh-token-keys[" + i + "]", missing);
        }
        if (!missing.isEmpty()) {
            throw new SymbolonConfigurationException(
                    "The configuration of Symbolon lacks " + String.join(", ", missing) + ".", EXAMPLE);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static void addIf(boolean isMissing, String property, List<String> missing) {
        if (isMissing) {
            missing.add(property);
        }
    }
}
