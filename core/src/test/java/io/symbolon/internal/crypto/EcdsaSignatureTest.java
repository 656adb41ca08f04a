package io.symbolon.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaSignatureTest {
    @ParameterizedTest
    @ValueSource(ints = {32, 48, 66})
    void bothFormsSayTheSame(int size) throws SignatureException {
        Random random = new Random(size);
        for (int i = 0; i < 2_000; i++) {
            byte[] signature = new byte[2 * size];
            random.nextBytes(signature);
            // Numbers of every length, with and without a highest bit.
            Arrays.fill(signature, 0, random.nextInt(size), (byte) 0);
            Arrays.fill(signature, size, size + random.nextInt(size), (byte) 0);

            byte[] der = EcdsaSignature.toDer(signature);

            assertThat(der).isEqualTo(derOf(signature, size));
            assertThat(EcdsaSignature.fromDer(der, size)).isEqualTo(signature);
        }
    }

    @Test
    void zeroIsOneByte() {
        assertThat(EcdsaSignature.toDer(new byte[64])).isEqualTo(bytes("3006020100020100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3000",
                "3006020101",
                "30060201010201",
                "310602010102010a",
                "300602010102010aff",
                "300702010102010a",
                "300502010102010a",
                "30810602010102010a",
                "3006020101030101",
                "3006030101020101",
                "3007020200010201010",
                "30070202000102010a",
                "3006020181020101",
                "3005020002020101",
                "3009020101020101020101",
                "30800201010201010000"
            })
    void whatIsNotDerIsRefused(String hex) {
        byte[] der = bytes(hex.length() % 2 == 0 ? hex : hex + "0");
        assertThatThrownBy(() -> EcdsaSignature.fromDer(der, 32)).isInstanceOf(SignatureException.class);
    }

    @Test
    void aNumberThatIsLongerThanTheCurveIsRefused() {
        byte[] der = EcdsaSignature.toDer(filled(66));
        assertThatThrownBy(() -> EcdsaSignature.fromDer(der, 32)).isInstanceOf(SignatureException.class);
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[2 * size];
        Arrays.fill(bytes, (byte) 0x11);
        return bytes;
    }

    /** By the JDK's own numbers, whose bytes are what DER asks for. */
    private static byte[] derOf(byte[] signature, int size) {
        byte[] r = new BigInteger(1, Arrays.copyOf(signature, size)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, size, 2 * size)).toByteArray();
        String body = "02%02x%s02%02x%s"
                .formatted(
                        r.length,
                        HexFormat.of().formatHex(r),
                        s.length,
                        HexFormat.of().formatHex(s));
        int length = body.length() / 2;
        return bytes((length > 127 ? "3081%02x" : "30%02x").formatted(length) + body);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
