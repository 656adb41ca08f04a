package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void itsTextIsTheBase64UrlOfIts128Bits() {
        Random random = new Random(1);
        List<long[]> bits = new ArrayList<>(List.of(
                new long[] {0, 0}, new long[] {-1, -1}, new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new long[] {1, 2
                }));
        for (int i = 0; i < 10_000; i++) {
            bits.add(new long[] {random.nextLong(), random.nextLong()});
        }
        for (long[] pair : bits) {
            SessionId id = SessionId.of(pair[0], pair[1]);
            byte[] bytes =
                    ByteBuffer.allocate(16).putLong(pair[0]).putLong(pair[1]).array();

            assertThat(id.toString()).isEqualTo(RawTokens.encode(bytes)).hasSize(22);
            SessionId parsed = SessionId.parse(id.toString());
            assertThat(parsed).isEqualTo(id).hasSameHashCodeAs(id).isEqualByComparingTo(id);
            assertThat(parsed.mostSignificantBits()).isEqualTo(pair[0]);
            assertThat(parsed.leastSignificantBits()).isEqualTo(pair[1]);
        }
    }

    @Test
    void anIdHasOneTextOnly() {
        String text = SessionId.of(7, -9).toString();
        for (int i = 0; i < text.length(); i++) {
            for (int c = 0; c < 0x250; c++) {
                String other = text.substring(0, i) + (char) c + text.substring(i + 1);
                boolean canonical = BASE64URL.indexOf(c) >= 0 && (i < 21 || BASE64URL.indexOf(c) % 16 == 0);
                if (canonical) {
                    assertThat(SessionId.parse(other)).hasToString(other);
                } else {
                    assertThatIllegalArgumentException().isThrownBy(() -> SessionId.parse(other));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAA==",
                " AAAAAAAAAAAAAAAAAAAAA",
                "00000000-0000-0000-0000-000000000000",
                "\uFF21AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAA\uD83D\uDE00AAAAAAAAAA"
            })
    void anyOtherTextIsRefusedWithoutBeingRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionId.parse(text))
                .withMessageContaining("22 characters")
                .withMessageNotContaining("AAAA");
    }

    @Test
    void aPartOfSomeCharactersIsReadAsItsTextIs() {
        SessionId id = SessionId.of(7, -9);
        byte[] text = ("\"" + id + "\"}").getBytes(StandardCharsets.US_ASCII);

        assertThat(SessionId.parse(text, 1, 23)).isEqualTo(id);
        assertThatIllegalArgumentException().isThrownBy(() -> SessionId.parse(text, 0, 22));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionId.parse(text, 1, 22));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SessionId.parse(text, 4, 26));
    }

    @Test
    void idsSortByTheTimeAtWhichTheyWereMade() {
        JwtUserSessionManager node = nodes.start();
        List<SessionId> made = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            made.add(node.create("user-" + i, CONTEXT).sessionId());
            nodes.clock().advance(Duration.ofMillis(1));
        }
        assertThat(made).isSorted();
        assertThat(made.get(0).mostSignificantBits() >>> 16)
                .isEqualTo(nodes.clock().instant().minusMillis(100).toEpochMilli());
        assertThat(SessionId.of(-1, 0)).isGreaterThan(SessionId.of(1, 0));
        assertThat(SessionId.of(0, -1)).isGreaterThan(SessionId.of(0, 1));
    }

    @Test
    void allSessionsOfASubjectAreInItsPartition() {
        JwtUserSessionManager node = nodes.start();
        Set<Integer> partitions = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String subject = "user-" + i;
            int partition = SessionId.partitionOf(subject);
            partitions.add(partition);
            assertThat(partition).isBetween(0, 255);
            assertThat(node.create(subject, CONTEXT).sessionId().partition()).isEqualTo(partition);
            assertThat(node.create(subject, CONTEXT).sessionId().partition()).isEqualTo(partition);
        }
        assertThat(partitions).as("subjects are spread").hasSizeGreaterThan(150);
    }

    @Test
    void noTwoSessionsHaveTheSameId() {
        JwtUserSessionManager node = nodes.start();
        Set<SessionId> ids = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            assertThat(ids.add(node.create("user-1", CONTEXT).sessionId())).isTrue();
        }
    }
}
