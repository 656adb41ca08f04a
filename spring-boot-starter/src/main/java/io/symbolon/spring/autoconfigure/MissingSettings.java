package io.symbolon.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names all required settings that are missing at once. */
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

            For development, symbolon.generate-keys: true generates the keys at each start.""";

    static final String VERIFIER_EXAMPLE = """
            Write to application.yml:

                symbolon:
                  issuer: https://login.example.com         # who issues the tokens
                  audience: https://api.example.com         # this service
                  verifier:
                    jwks: https://login.example.com/.well-known/jwks.json
                    revocations: redis                      # or jdbc, http, none""";

    private MissingSettings() {}

    static void check(SymbolonProperties properties) {
        List<String> missing = missingForAll(properties);
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
        refuse(missing, EXAMPLE);
    }

    /** Those of a service that only verifies tokens, but for what its builder finds. */
    static void checkVerifier(SymbolonProperties properties) {
        refuse(missingForAll(properties), VERIFIER_EXAMPLE);
    }

    private static List<String> missingForAll(SymbolonProperties properties) {
        List<String> missing = new ArrayList<>();
        addIf(isBlank(properties.issuer()), "symbolon.issuer", missing);
        addIf(properties.audience().isEmpty(), "symbolon.audience", missing);
        return missing;
    }

    private static void refuse(List<String> missing, String example) {
        if (!missing.isEmpty()) {
            throw new SymbolonConfigurationException(
                    "The configuration of Symbolon lacks " + String.join(", ", missing) + ".", example);
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
