package io.symbolon.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.SessionParts;

class StoredPartsFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void storedPartsAreDamagedOrAreReadAndWrittenTheSame(byte[] bytes) {
        SessionParts parts;
        SessionContents contents;
        try {
            parts = SessionParts.fromBytes(bytes);
            contents = SessionContents.of(parts);
        } catch (IllegalArgumentException | SessionStorageException damaged) {
            return;
        }
        SessionParts written = contents.writtenTo(parts);
        assertThat(SessionContents.of(SessionParts.fromBytes(written.toBytes())))
                .isEqualTo(contents);
    }
}
