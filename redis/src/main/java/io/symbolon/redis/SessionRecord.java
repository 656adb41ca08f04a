package io.symbolon.redis;

import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.Generation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A session in the form in which Redis has it: a header of fixed width, which the scripts read and write, then fields,
 * each a tag (1 byte), a length (3 bytes) and that many bytes.
 *
 * <p>A newer format may add fields under new tags: this one reads past them, and the scripts keep them when they update a
 * session. A format above {@link #LAST_COMPATIBLE_FORMAT} cannot be read.
 */
final class SessionRecord {
    static final int FORMAT = 2;
    static final int LAST_COMPATIBLE_FORMAT = 127;

    private static final int TIME_BYTES = 6;
    private static final int MAXIMUM_LENGTH = (1 << 24) - 1;

    /** The scripts know that this is the first field, and that the client is the second. */
    private static final byte SUBJECT = 1;

    private static final byte CLIENT = 2;
    private static final byte ORIGIN = 3;
    private static final byte REFRESH_KEY_ID = 4;
    private static final byte PARTS = 5;

    private SessionRecord() {}

    /** The fields of a new session. */
    static byte[] fields(SessionInsert insert) {
        FieldWriter writer = new FieldWriter();
        writer.text(SUBJECT, insert.subject());
        writer.text(CLIENT, insert.clientId());
        writer.text(ORIGIN, Generation.Origin.SIGN_IN.name());
        writer.text(REFRESH_KEY_ID, insert.refreshKeyId());
        writer.bytes(PARTS, insert.parts().toBytes());
        return writer.toBytes();
    }

    /** The fields that an update replaces. */
    static byte[] fields(SessionUpdate update) {
        FieldWriter writer = new FieldWriter();
        update.generation().ifPresent(next -> {
            writer.text(ORIGIN, next.origin().name());
            writer.text(REFRESH_KEY_ID, next.refreshKeyId());
        });
        writer.bytes(PARTS, update.parts().toBytes());
        return writer.toBytes();
    }

    /**
     * A session as it was read.
     *
     * @param version the version in force, which may be above the one in the record
     * @param revision the revision in force
     * @throws SessionStorageException if the record cannot be read
     */
    static StoredSession read(SessionId id, long version, long revision, byte[] record) {
        try {
            return read(id, version, revision, ByteBuffer.wrap(record));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException damaged) {
            throw unreadable("it is damaged");
        }
    }

    private static StoredSession read(SessionId id, long version, long revision, ByteBuffer record) {
        if (Byte.toUnsignedInt(record.get()) > LAST_COMPATIBLE_FORMAT) {
            throw unreadable("a newer version of Symbolon wrote it; update this node");
        }
        // Version and revision: the scripts tell what is in force.
        unsigned(record, TIME_BYTES);
        unsigned(record, TIME_BYTES);
        int generation = record.getInt();
        int graceFrom = record.getInt();
        Instant rotatedAt = time(record);
        Instant createdAt = time(record);
        Instant refreshedAt = time(record);
        Duration idle = Duration.ofMillis(unsigned(record, TIME_BYTES));
        Duration absolute = Duration.ofMillis(unsigned(record, TIME_BYTES));
        Map<Byte, ByteBuffer> fields = fields(record);
        return new StoredSession(
                id,
                text(fields, SUBJECT),
                text(fields, CLIENT),
                version,
                revision,
                new Generation(
                        generation,
                        graceFrom,
                        Generation.Origin.named(text(fields, ORIGIN)),
                        text(fields, REFRESH_KEY_ID),
                        rotatedAt),
                createdAt,
                refreshedAt,
                SessionLifetime.of(idle, absolute),
                SessionParts.fromBytes(bytes(fields, PARTS)));
    }

    private static Map<Byte, ByteBuffer> fields(ByteBuffer record) {
        Map<Byte, ByteBuffer> fields = new HashMap<>();
        while (record.hasRemaining()) {
            byte tag = record.get();
            int length = (int) unsigned(record, 3);
            if (length > record.remaining()) {
                throw new BufferUnderflowException();
            }
            fields.put(tag, record.slice(record.position(), length));
            record.position(record.position() + length);
        }
        return fields;
    }

    private static String text(Map<Byte, ByteBuffer> fields, byte tag) {
        return new String(bytes(fields, tag), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Map<Byte, ByteBuffer> fields, byte tag) {
        ByteBuffer value = fields.get(tag);
        if (value == null) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static Instant time(ByteBuffer record) {
        return Instant.ofEpochMilli(unsigned(record, TIME_BYTES));
    }

    private static long unsigned(ByteBuffer bytes, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(bytes.get());
        }
        return value;
    }

    private static SessionStorageException unreadable(String why) {
        return new SessionStorageException("A session's record cannot be read: " + why + ".", false, null);
    }

    private static final class FieldWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

        void text(byte tag, String value) {
            bytes(tag, value.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte tag, byte[] value) {
            if (value.length > MAXIMUM_LENGTH) {
                throw new SessionStorageException("A session's claims are longer than 16 MB.", false, null);
            }
            out.write(tag);
            for (int shift = 2 * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                out.write(value.length >>> shift);
            }
            out.writeBytes(value);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
