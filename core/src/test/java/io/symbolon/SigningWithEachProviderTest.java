package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.crypto.KeyPairs;
import io.symbolon.internal.keys.SigningKey;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole tokens, signed by the JDK and by each native provider, verified by whatever this JVM has chosen. */
class SigningWithEachProviderTest {
    private static final String EACH = "io.symbolon.internal.crypto.CryptoUnderTest#withEachAlgorithm";

    @ParameterizedTest
    @MethodSource(EACH)
    void aTokenIsGoodOnANodeWithAnotherProvider(Crypto crypto, JwsAlgorithm algorithm) {
        SigningKeys ofCrypto = SigningKeys.of(SigningKey.of(algorithm, KeyPairs.one(algorithm), crypto));
        SigningKeys ofThisJvm = SigningKeys.of(algorithm, KeyPairs.one(algorithm));
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                JwtUserSessionManager issuing = manager(ofCrypto, storage);
                JwtUserSessionManager other = manager(ofThisJvm, storage)) {
            for (int i = 0; i < 5; i++) {
                String mine = issuing.create("user-1", SessionContext.of("203.0.113.7"))
                        .accessToken();
                String theirs =
                        other.create("user-1", SessionContext.of("203.0.113.7")).accessToken();

                assertThat(other.verify(mine).subject()).isEqualTo("user-1");
                assertThat(issuing.verify(mine).subject()).isEqualTo("user-1");
                assertThat(issuing.verify(theirs).subject()).isEqualTo("user-1");
                assertForgedIsRefused(issuing, mine);
            }
            assertThat(issuing.jwks()).isEqualTo(other.jwks());
        }
    }

    private static void assertForgedIsRefused(JwtUserSessionManager manager, String token) {
        int start = token.lastIndexOf('.') + 1;
        char first = token.charAt(start);
        String forged = token.substring(0, start) + (first == 'A' ? 'B' : 'A') + token.substring(start + 1);
        assertThatThrownBy(() -> manager.verify(forged))
                .isInstanceOfSatisfying(
                        InvalidAccessTokenException.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(InvalidAccessTokenException.Code.BAD_SIGNATURE));
    }

    private static JwtUserSessionManager manager(SigningKeys keys, InMemoryUserSessionStorage storage) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(keys)
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
    }
}
