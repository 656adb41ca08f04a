package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a byte stands, in the eights that are looked at at once and after them. */
class StrictUtf8Test {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17})
    void aZeroIsRefusedWhereverItStands(int length) {
        byte[] plain = plain(length);
        assertThat(StrictUtf8.isStrict(plain, length)).isTrue();

        for (int at = 0; at < length; at++) {
            byte[] bytes = plain.clone();
            bytes[at] = 0;
            assertThat(StrictUtf8.isStrict(bytes, length)).as("at %d", at).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 17})
    void aByteOfNoCharacterIsRefusedWhereverItStands(int length) {
        for (int at = 0; at < length; at++) {
            byte[] bytes = plain(length);
            bytes[at] = (byte) 0xFF;
            assertThat(StrictUtf8.isStrict(bytes, length)).as("at %d", at).isFalse();
        }
    }

    @Test
    void aCharacterOfSeveralBytesIsAcceptedWhereverItStands() {
        for (int before = 0; before < 17; before++) {
            byte[] bytes = ("a".repeat(before) + "é\u0001\uD83D\uDE00a").getBytes(StandardCharsets.UTF_8);
            assertThat(StrictUtf8.isStrict(bytes, bytes.length)).isTrue();
        }
    }

    @Test
    void aByteOrderMarkIsRefused() {
        byte[] bytes = "\uFEFF{}".getBytes(StandardCharsets.UTF_8);

        assertThat(StrictUtf8.isStrict(bytes, bytes.length)).isFalse();
    }

    @Test
    void whatStandsBehindTheEndIsNotLookedAt() {
        for (int length = 1; length < 17; length++) {
            byte[] bytes = Arrays.copyOf(plain(length), length + 8);
            assertThat(StrictUtf8.isStrict(bytes, length)).isTrue();
        }
    }

    private static byte[] plain(int length) {
        return "a".repeat(length).getBytes(StandardCharsets.UTF_8);
    }
}
