package io.symbolon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPartsTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsWrittenIsReadAgain() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2_000; round++) {
            SessionParts parts = SessionParts.none();
            Map<Integer, byte[]> expected = new HashMap<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                int tag = random.nextInt(0x10000);
                byte[] value = new byte[random.nextInt(40)];
                random.nextBytes(value);
                parts = parts.with(tag, random.nextBoolean(), value);
                expected.put(tag, value);
            }

            SessionParts read = SessionParts.fromBytes(parts.toBytes());

            assertThat(read).isEqualTo(parts).hasSameHashCodeAs(parts);
            expected.forEach(
                    (tag, value) -> assertThat(read.find(tag).orElseThrow()).isEqualTo(value));
            assertThat(read.toBytes()).isEqualTo(parts.toBytes());
        }
    }

    @Test
    void damagedBytesAreRefusedOrArePartsButNeverAnythingElse() {
        byte[] good = SessionParts.none()
                .with(1, false, SECRET)
                .with(65_535, true, new byte[0])
                .toBytes();
        for (int length = 0; length < good.length; length++) {
            read(Arrays.copyOf(good, length));
        }
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = Arrays.copyOf(good, random.nextInt(good.length + 8));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += read(damaged) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void aLengthThatIsNegativeOrBeyondTheEndAllocatesNothing() {
        for (byte[] length : new byte[][] {{-1, -1, -1, -1}, {0x7f, -1, -1, -1}, {0, 0, 0, 1}}) {
            byte[] bytes = new byte[7];
            System.arraycopy(length, 0, bytes, 3, 4);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionParts.fromBytes(bytes))
                    .withMessageContaining("damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aTagOutOfRangeIsRefused(int tag) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionParts.none().with(tag, false, SECRET))
                .withMessageContaining("tag");
        assertThat(SessionParts.none().find(tag)).isEmpty();
    }

    @Test
    void theyCannotBeChangedFromOutside() {
        byte[] value = SECRET.clone();
        SessionParts parts = SessionParts.none().with(1, false, value);
        value[0] = 0;
        parts.find(1).orElseThrow()[0] = 0;

        assertThat(parts.find(1).orElseThrow()).isEqualTo(SECRET);
        assertThat(parts.with(1, false, new byte[0])).isNotEqualTo(parts);
        assertThat(parts.without(1)).isEqualTo(SessionParts.none());
        assertThat(parts.find(1)).isPresent();
    }

    @Test
    void onlyACriticalPartOfAnUnknownTagIsCritical() {
        SessionParts parts = SessionParts.none().with(1, true, SECRET).with(2, false, SECRET);

        assertThat(parts.hasCriticalBeside(Set.of(1))).isFalse();
        assertThat(parts.hasCriticalBeside(Set.of(2))).isTrue();
        assertThat(SessionParts.none().hasCriticalBeside(Set.of())).isFalse();
        assertThat(SessionParts.fromBytes(parts.toBytes()).hasCriticalBeside(Set.of()))
                .isTrue();
    }

    @Test
    void noValueIsShown() {
        assertThat(SessionParts.none().with(1, false, SECRET).toString())
                .contains("1")
                .doesNotContain("secret");
    }

    private static boolean read(byte[] bytes) {
        try {
            SessionParts parts = SessionParts.fromBytes(bytes);
            assertThat(SessionParts.fromBytes(parts.toBytes())).isEqualTo(parts);
            return true;
        } catch (IllegalArgumentException damaged) {
            assertThat(damaged).hasMessageContaining("damaged").hasMessageNotContaining("secret");
            return false;
        }
    }
}
