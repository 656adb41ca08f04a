package io.symbolon.redis;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.SessionInsert;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session in the form in which Redis has it: a header of fixed width, which the scripts read and write, then fields,
 * each a tag (1 byte), a length (3 bytes) and that many bytes.
 *
 * <p>A newer format may add fields under new tags: this one reads past them, and the scripts keep them when they update a
 * session. A format above {@link #LAST_COMPATIBLE_FORMAT} cannot be read.
 */
final class SessionRecord {
    static final int FORMAT = 1;
    static final int LAST_COMPATIBLE_FORMAT = 127;

    private static final int TIME_BYTES = 6;
    private static final int MAXIMUM_LENGTH = (1 << 24) - 1;
    private static final int ABSENT = 0xFFFF;

    private static final byte SUBJECT = 1;
    private static final byte ACCESS_TOKEN_TTL = 2;
    private static final byte CREATED_FROM = 3;
    private static final byte REFRESH_KEY_ID = 4;
    /** Empty while it is the same as {@link #CREATED_FROM}. */
    private static final byte LAST_SEEN_FROM = 5;

    private static final byte CLAIMS = 6;

    private SessionRecord() {}

    /** The fields of a new session. */
    static byte[] fields(SessionInsert insert) {
        FieldWriter writer = new FieldWriter();
        writer.text(SUBJECT, insert.subject());
        insert.accessTokenTtl().ifPresent(ttl -> writer.number(ACCESS_TOKEN_TTL, ttl.toMillis()));
        writer.context(CREATED_FROM, insert.context());
        writer.text(REFRESH_KEY_ID, insert.refreshKeyId());
        writer.empty(LAST_SEEN_FROM);
        writer.text(CLAIMS, insert.claims());
        return writer.toBytes();
    }

    /** The fields that an update replaces. */
    static byte[] fields(SessionUpdate update) {
        FieldWriter writer = new FieldWriter();
        writer.text(REFRESH_KEY_ID, update.refreshKeyId());
        writer.context(LAST_SEEN_FROM, update.lastSeenFrom());
        writer.text(CLAIMS, update.claims());
        return writer.toBytes();
    }

    /**
     * A session as it was read.
     *
     * @param version the version in force, which may be above the one in the record
     * @throws SessionStorageException if the record cannot be read
     */
    static StoredSession read(SessionId id, long version, byte[] record) {
        try {
            return read(id, version, ByteBuffer.wrap(record));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException damaged) {
            throw unreadable("it is damaged");
        }
    }

    private static StoredSession read(SessionId id, long version, ByteBuffer record) {
        if (Byte.toUnsignedInt(record.get()) > LAST_COMPATIBLE_FORMAT) {
            throw unreadable("a newer version of Symbolon wrote it; update this node");
        }
        unsigned(record, TIME_BYTES);
        int generation = record.getInt();
        Instant createdAt = Instant.ofEpochMilli(unsigned(record, TIME_BYTES));
        Instant refreshedAt = Instant.ofEpochMilli(unsigned(record, TIME_BYTES));
        Duration idle = Duration.ofMillis(unsigned(record, TIME_BYTES));
        Duration absolute = Duration.ofMillis(unsigned(record, TIME_BYTES));
        Fields fields = new Fields();
        while (record.hasRemaining()) {
            byte tag = record.get();
            int length = (int) unsigned(record, 3);
            if (length > record.remaining()) {
                throw new BufferUnderflowException();
            }
            fields.put(tag, record.slice(record.position(), length));
            record.position(record.position() + length);
        }
        SessionContext createdFrom = fields.context(CREATED_FROM);
        return new StoredSession(
                id,
                fields.text(SUBJECT),
                version,
                generation,
                fields.text(REFRESH_KEY_ID),
                createdAt,
                refreshedAt,
                SessionLifetime.of(idle, absolute),
                fields.number(ACCESS_TOKEN_TTL).map(Duration::ofMillis),
                createdFrom,
                fields.isEmpty(LAST_SEEN_FROM) ? createdFrom : fields.context(LAST_SEEN_FROM),
                fields.text(CLAIMS));
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

    /** The fields of one record by their tags. */
    private static final class Fields {
        private final Map<Byte, ByteBuffer> values = new HashMap<>();

        void put(byte tag, ByteBuffer value) {
            values.put(tag, value);
        }

        boolean isEmpty(byte tag) {
            ByteBuffer value = values.get(tag);
            return value == null || !value.hasRemaining();
        }

        String text(byte tag) {
            return StandardCharsets.UTF_8.decode(value(tag)).toString();
        }

        Optional<Long> number(byte tag) {
            return isEmpty(tag) ? Optional.empty() : Optional.of(unsigned(value(tag), TIME_BYTES));
        }

        SessionContext context(byte tag) {
            ByteBuffer parts = value(tag);
            String ip = part(parts).orElseThrow(BufferUnderflowException::new);
            Optional<String> type = part(parts);
            Optional<String> name = part(parts);
            SessionContext context = new SessionContext(ip, null, part(parts).orElse(null));
            return type.isPresent() && name.isPresent()
                    ? context.withDevice(new Device(type.get(), name.get()))
                    : context;
        }

        private ByteBuffer value(byte tag) {
            ByteBuffer value = values.get(tag);
            if (value == null) {
                throw new BufferUnderflowException();
            }
            return value.duplicate();
        }

        private static Optional<String> part(ByteBuffer parts) {
            int length = (int) unsigned(parts, 2);
            if (length == ABSENT) {
                return Optional.empty();
            }
            byte[] bytes = new byte[length];
            parts.get(bytes);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static final class FieldWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

        void text(byte tag, String value) {
            field(tag, value.getBytes(StandardCharsets.UTF_8));
        }

        void number(byte tag, long value) {
            start(tag, TIME_BYTES);
            unsigned(value, TIME_BYTES);
        }

        void empty(byte tag) {
            start(tag, 0);
        }

        void context(byte tag, SessionContext context) {
            FieldWriter parts = new FieldWriter();
            parts.part(context.ip());
            Device device = context.device();
            parts.part(device == null ? null : device.type());
            parts.part(device == null ? null : device.name());
            parts.part(context.location());
            field(tag, parts.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void part(@Nullable String text) {
            if (text == null) {
                unsigned(ABSENT, 2);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            unsigned(bytes.length, 2);
            out.writeBytes(bytes);
        }

        private void field(byte tag, byte[] value) {
            start(tag, value.length);
            out.writeBytes(value);
        }

        private void start(byte tag, int length) {
            if (length > MAXIMUM_LENGTH) {
                throw new SessionStorageException("A session's claims are longer than 16 MB.", false, null);
            }
            out.write(tag);
            unsigned(length, 3);
        }

        private void unsigned(long value, int width) {
            for (int i = width - 1; i >= 0; i--) {
                out.write((int) (value >>> (Byte.SIZE * i)));
            }
        }
    }
}
