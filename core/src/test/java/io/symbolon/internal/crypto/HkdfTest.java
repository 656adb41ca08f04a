package io.symbolon.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {
    @Test
    void theVectorWithoutASaltOfRfc5869AppendixA3() {
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);

        assertThat(HexFormat.of().formatHex(new Hkdf(secret).derive(new byte[0])))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void eachLabelHasAKeyOfItsOwn() {
        Hkdf keys = new Hkdf(new byte[32]);

        assertThat(keys.derive("one")).isNotEqualTo(keys.derive("two")).hasSize(32);
    }
}
