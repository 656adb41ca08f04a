package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.storage.LogCursor;
import java.nio.charset.StandardCharsets;

class CursorFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aCursorIsForeignOrIsOnePosition(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);

        LogPosition.parse(new LogCursor(text))
                .ifPresent(position ->
                        assertThat(LogPosition.parse(position.toCursor())).contains(position));
    }
}
