package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionPartitionsTest {
    @Test
    void theSharesOfAStorageAreAllOfThemAndNoneTwice() {
        for (int partitions : new int[] {1, 3, 16, 255, 256}) {
            int[] shares = new int[SessionPartitions.COUNT];
            for (int partition = 0; partition < partitions; partition++) {
                for (int number : SessionPartitions.of(partition, partitions).toArray()) {
                    assertThat(number % partitions).isEqualTo(partition);
                    shares[number]++;
                }
            }
            assertThat(shares).containsOnly(1);
        }
        assertThat(SessionPartitions.of(0, 1)).isEqualTo(SessionPartitions.all());
        assertThat(SessionPartitions.all().toArray())
                .isEqualTo(IntStream.range(0, 256).toArray());
    }

    @Test
    void bytesAreReadAsTheyWereWritten() {
        for (SessionPartitions set : new SessionPartitions[] {
            SessionPartitions.all(), SessionPartitions.of(0), SessionPartitions.of(255), SessionPartitions.of(5, 16)
        }) {
            byte[] bytes = set.toBytes();

            assertThat(bytes).hasSize(32);
            assertThat(SessionPartitions.ofBytes(bytes)).isEqualTo(set).hasSameHashCodeAs(set);
        }
        assertThat(SessionPartitions.of(9).toBytes()[1]).isEqualTo((byte) 2);
        assertThatThrownBy(() -> SessionPartitions.ofBytes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes has 31 bytes: 32, a bit for each partition, are needed");
    }

    @Test
    void setsAreComparedAndJoined() {
        SessionPartitions even = SessionPartitions.of(0, 2);
        SessionPartitions odd = SessionPartitions.of(1, 2);

        assertThat(even.intersects(odd)).isFalse();
        assertThat(even.intersects(SessionPartitions.of(4))).isTrue();
        assertThat(even.contains(4)).isTrue();
        assertThat(even.contains(5)).isFalse();
        assertThat(even.with(odd)).isEqualTo(SessionPartitions.all());
        assertThat(even.toArray()).as("not changed").hasSize(128);
        assertThat(even).hasToString("SessionPartitions[128 of 256]");
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> SessionPartitions.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionPartitions.of(0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionPartitions.of(16, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionPartitions.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
