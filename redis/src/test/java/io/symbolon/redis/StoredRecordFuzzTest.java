package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.StoredSession;

class StoredRecordFuzzTest {
    private static final SessionId ID = SessionId.of(1, 2);

    @FuzzTest(maxDuration = "60s")
    void aStoredRecordIsReadOrIsAFaultOfTheStorage(byte[] bytes) {
        StoredSession session;
        try {
            session = SessionRecord.read(ID, 1, 1, bytes);
        } catch (SessionStorageException damaged) {
            assertThat(damaged.isRetrySafe()).isFalse();
            return;
        }
        assertThat(session.id()).isEqualTo(ID);
    }
}
