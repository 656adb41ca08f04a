package io.symbolon.jdbc;

import io.symbolon.SessionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Subjects and session ids as the tables know them. Subjects are compared byte for byte, so no collation can take two
 * for one; since an index entry holds no 3,072 bytes in every database, the key is their SHA-256.
 */
final class SubjectKey {
    private SubjectKey() {}

    static byte[] of(String subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Sql.bytes(subject));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static byte[] bytes(SessionId id) {
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.mostSignificantBits())
                .putLong(id.leastSignificantBits())
                .array();
    }

    static SessionId sessionId(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return SessionId.of(buffer.getLong(), buffer.getLong());
    }
}
