package io.symbolon.verifierjs.vectors;

import com.google.gson.JsonParser;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An issuer with a key of each algorithm: of real tokens, and of any others with a good signature. */
final class Issuer {
    static final String NAME = "https://login.example.com";
    static final String AUDIENCE = "https://api.example.com";

    /** When everything happens, in milliseconds since 1970. */
    static final long NOW = Instant.parse("2026-03-04T05:06:07.089Z").toEpochMilli();

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<JwsAlgorithm, IssuerKey> keys = new EnumMap<>(JwsAlgorithm.class);
    private final Map<JwsAlgorithm, String> headers = new EnumMap<>(JwsAlgorithm.class);

    /** An issuer with new keys. */
    Issuer(List<JwsAlgorithm> algorithms) {
        for (JwsAlgorithm algorithm : algorithms) {
            IssuerKey key = IssuerKey.generate(algorithm);
            keys.put(algorithm, key);
            String token = realToken(algorithm, "user-1", CreateOptions.defaults());
            headers.put(algorithm, token.substring(0, token.indexOf('.')));
        }
    }

    /** The settings of a verifier with all keys, without revocations. */
    Settings settings() {
        List<Settings.Secret> secrets = new ArrayList<>();
        keys.values()
                .forEach(key -> key.secret()
                        .ifPresent(secret -> secrets.add(
                                new Settings.Secret(key.algorithm().name(), BASE64.encodeToString(secret)))));
        return new Settings(NAME, AUDIENCE, jwks(), secrets, 0, null, NOW, null);
    }

    IssuerKey key(JwsAlgorithm algorithm) {
        return Objects.requireNonNull(keys.get(algorithm), algorithm::name);
    }

    /** The first part of the tokens of a key. */
    String header(JwsAlgorithm algorithm) {
        return Objects.requireNonNull(headers.get(algorithm), algorithm::name);
    }

    /** A token that a manager has made. */
    String realToken(JwsAlgorithm algorithm, String subject, CreateOptions options) {
        try (JwtUserSessionManager manager = manager(key(algorithm).signingKeys())) {
            return manager.create(subject, SessionContext.of("192.0.2.1"), options)
                    .accessToken();
        }
    }

    /** A token with a good signature. */
    String token(JwsAlgorithm algorithm, String payload) {
        return token(algorithm, payload.getBytes(StandardCharsets.UTF_8));
    }

    String token(JwsAlgorithm algorithm, byte[] payload) {
        return signed(algorithm, header(algorithm), BASE64.encodeToString(payload));
    }

    /** Two encoded parts with a good signature over them. */
    String signed(JwsAlgorithm algorithm, String header, String payload) {
        byte[] text = (header + "." + payload).getBytes(StandardCharsets.ISO_8859_1);
        return header + "." + payload + "."
                + BASE64.encodeToString(key(algorithm).sign(algorithm, text));
    }

    static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** The public key of an algorithm as a JWK. */
    String jwk(JwsAlgorithm algorithm) {
        try (JwtUserSessionManager manager = manager(key(algorithm).signingKeys())) {
            return JsonParser.parseString(manager.jwks())
                    .getAsJsonObject()
                    .getAsJsonArray("keys")
                    .get(0)
                    .toString();
        }
    }

    private String jwks() {
        List<String> jwks = new ArrayList<>();
        for (IssuerKey key : keys.values()) {
            if (key.secret().isEmpty()) {
                jwks.add(jwk(key.algorithm()));
            }
        }
        return "{\"keys\":[" + String.join(",", jwks) + "]}";
    }

    private static JwtUserSessionManager manager(SigningKeys keys) {
        SettableClock clock = SettableClock.at(Instant.ofEpochMilli(NOW));
        return JwtUserSessionManager.builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .signingKeys(keys)
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage(clock))
                .clock(clock)
                .build();
    }
}
