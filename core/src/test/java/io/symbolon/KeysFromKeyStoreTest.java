package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.internal.keys.Keytool;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysFromKeyStoreTest {
    private static final char[] PASSWORD = Keytool.PASSWORD.toCharArray();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ES256, EC, secp256r1",
        "ES512, EC, secp521r1",
        "EdDSA, Ed25519, ",
    })
    void aKeyPairOfAPkcs12FileSigns(JwsAlgorithm algorithm, String kind, @Nullable String group) throws Exception {
        String[] options =
                group == null ? new String[] {"-keyalg", kind} : new String[] {"-keyalg", kind, "-groupname", group};
        KeyStore store = Keytool.keyPair(folder.resolve("keys.p12"), "2026", options);

        SigningKeys keys = SigningKeys.fromKeyStore(algorithm, store, "2026", PASSWORD);

        KeyPair pair =
                new KeyPair(store.getCertificate("2026").getPublicKey(), (PrivateKey) store.getKey("2026", PASSWORD));
        assertThat(keys).hasToString(SigningKeys.of(algorithm, pair).toString());
    }

    @Test
    void anRsaKeyPairServesAllRsaAlgorithms() throws Exception {
        KeyStore store = Keytool.keyPair(folder.resolve("keys.p12"), "2026", "-keyalg", "RSA", "-keysize", "2048");

        for (JwsAlgorithm algorithm : new JwsAlgorithm[] {JwsAlgorithm.RS256, JwsAlgorithm.PS512}) {
            assertThat(SigningKeys.fromKeyStore(algorithm, store, "2026", PASSWORD))
                    .asString()
                    .contains(algorithm.name());
        }
    }

    @Test
    void aSecretOfAPkcs12FileSigns() throws Exception {
        KeyStore store = Keytool.secret(folder.resolve("keys.p12"), "2026", "-keyalg", "HmacSHA256", "-keysize", "256");

        SigningKeys keys = SigningKeys.fromKeyStore(JwsAlgorithm.HS256, store, "2026", PASSWORD);

        byte[] secret = store.getKey("2026", PASSWORD).getEncoded();
        assertThat(keys)
                .hasToString(SigningKeys.hmac(JwsAlgorithm.HS256, secret).toString());
    }

    @Test
    void whatIsNotInOrderIsRefusedWithWhatToDo() throws Exception {
        KeyStore store =
                Keytool.keyPair(folder.resolve("keys.p12"), "2026", "-keyalg", "EC", "-groupname", "secp256r1");

        refused(JwsAlgorithm.ES256, store, "2027", PASSWORD, "keytool -list");
        refused(JwsAlgorithm.ES256, store, "2026", "wrong".toCharArray(), "password");
        refused(JwsAlgorithm.HS256, store, "2026", PASSWORD, "needs a secret");
        refused(JwsAlgorithm.ES384, store, "2026", PASSWORD, "P-384");
        refused(JwsAlgorithm.ES256, KeyStore.getInstance("PKCS12"), "2026", PASSWORD, "was it loaded");
    }

    private static void refused(JwsAlgorithm algorithm, KeyStore store, String alias, char[] password, String why) {
        assertThatThrownBy(() -> SigningKeys.fromKeyStore(algorithm, store, alias, password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
