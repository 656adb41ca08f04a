package io.symbolon.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64UrlTest {
    private static final int MOST_BYTES = 70;
    private static final int BEFORE = 41;

    private final Random random = new Random(1);

    @Test
    void readsWhatTheJdkWritesIntoATargetOfJustThatLength() {
        for (int length = 0; length <= MOST_BYTES; length++) {
            byte[] bytes = bytes(length);
            assertThat(Base64Url.decode(text(bytes))).hasValue(bytes);
        }
    }

    @Test
    void readsAPartInTheMidstOfATextInPlaceAndLeavesWhatFollowsAlone() {
        for (int length = 0; length <= MOST_BYTES; length++) {
            byte[] bytes = bytes(length);
            String part = text(bytes);
            byte[] all = ("?".repeat(BEFORE) + part + "?".repeat(BEFORE)).getBytes(StandardCharsets.ISO_8859_1);
            int end = BEFORE + part.length();
            for (int targetFrom : new int[] {0, BEFORE}) {
                byte[] target = all.clone();
                assertThat(Base64Url.decode(target, BEFORE, end, target, targetFrom))
                        .isTrue();
                assertThat(Arrays.copyOfRange(target, targetFrom, targetFrom + length))
                        .isEqualTo(bytes);
                assertThat(Arrays.copyOfRange(target, end, target.length))
                        .isEqualTo(Arrays.copyOfRange(all, end, all.length));
            }
        }
    }

    @Test
    void refusesEachCharacterThatIsNotInTheAlphabetWhereverItIs() {
        for (int length = 1; length <= 25; length++) {
            byte[] text = text(bytes(length)).getBytes(StandardCharsets.ISO_8859_1);
            for (int place = 0; place < text.length; place++) {
                for (int character = 0; character < 256; character++) {
                    if (!isInAlphabet(character)) {
                        byte[] damaged = text.clone();
                        damaged[place] = (byte) character;
                        assertThat(isDecoded(damaged))
                                .as("%s at %s of %s", character, place, text.length)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void readsOnlyTheOneTextOfSomeBytes() {
        for (int length = 1; length <= 25; length++) {
            String text = text(bytes(length));
            int accepted = 0;
            for (int character = 0; character < 256; character++) {
                String other = text.substring(0, text.length() - 1) + (char) character;
                if (Base64Url.decode(other).isPresent()) {
                    accepted++;
                    assertThat(text(Base64Url.decode(other).orElseThrow())).isEqualTo(other);
                }
            }
            assertThat(accepted).isEqualTo(length % 3 == 0 ? 64 : length % 3 == 1 ? 4 : 16);
        }
    }

    private static boolean isDecoded(byte[] text) {
        return Base64Url.decode(text, 0, text.length, new byte[Base64Url.decodedLength(text.length)], 0);
    }

    private static boolean isInAlphabet(int character) {
        return character == '-' || character == '_' || (character < 128 && Character.isLetterOrDigit(character));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
