package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An entry that cannot be read must not make a node deaf: it is a mark, or has at least a target that is not known. */
class LogEntryFuzzTest {
    private static final List<byte[]> NAMES =
            List.of("target", "sid", "sub", "kind", "min", "cause", "at", "hash").stream()
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toList();

    /** @param bytes values, one a line, in the order of the names */
    @FuzzTest(maxDuration = "60s")
    void whateverAnEntryHoldsItIsRead(byte[] bytes) {
        List<byte[]> values = Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1))
                .map(value -> value.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        List<byte[]> entry = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), NAMES.size()); i++) {
            entry.add(NAMES.get(i));
            entry.add(values.get(i));
        }

        LogEntry.of(entry)
                .revocation(Instant.EPOCH)
                .ifPresent(revocation -> assertThat(revocation.minimumVersion()).isNotNegative());
        assertThat(LogEntry.of(values).hash()).isNotNull();
    }
}
