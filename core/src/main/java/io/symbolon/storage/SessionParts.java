package io.symbolon.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a session's record beside its fixed fields: claims, contexts and the like, each under a number. Core reads
 * and writes the parts; a storage keeps their bytes and never looks into them.
 *
 * <p>A part that a node does not know survives its writes. A <em>critical</em> part that it does not know stops them: the
 * node answers that the client should retry, and changes nothing.
 *
 * <p>In bytes, for each part in the order of the tags: tag (2 bytes), critical (1 byte, 0 or 1), length (4 bytes), value.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionParts {
    private static final SessionParts NONE = new SessionParts(new Part[0]);
    private static final int HEAD_BYTES = Short.BYTES + 1 + Integer.BYTES;

    private static final class Part {
        private final int tag;
        private final boolean critical;
        private final byte[] value;

        Part(int tag, boolean critical, byte[] value) {
            this.tag = tag;
            this.critical = critical;
            this.value = value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Part part
                    && tag == part.tag
                    && critical == part.critical
                    && Arrays.equals(value, part.value);
        }

        @Override
        public int hashCode() {
            return 31 * tag + Arrays.hashCode(value);
        }
    }

    /** In the order of their tags; never changed. */
    private final Part[] parts;

    private SessionParts(Part[] parts) {
        this.parts = parts;
    }

    /**
     * No parts.
     *
     * @return always the same
     */
    public static SessionParts none() {
        return NONE;
    }

    /**
     * Reads parts from their bytes.
     *
     * @param bytes as {@link #toBytes()} gave them
     * @return the parts
     * @throws IllegalArgumentException if the bytes are not parts; they are not in the message
     */
    public static SessionParts fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        SortedMap<Integer, Part> parts = new TreeMap<>();
        while (buffer.remaining() >= HEAD_BYTES) {
            int tag = Short.toUnsignedInt(buffer.getShort());
            boolean critical = buffer.get() != 0;
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalArgumentException("the parts of a session are damaged: a length is out of range");
            }
            byte[] value = new byte[length];
            buffer.get(value);
            parts.put(tag, new Part(tag, critical, value));
        }
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("the parts of a session are damaged: they end within a part");
        }
        return new SessionParts(parts.values().toArray(Part[]::new));
    }

    /**
     * The parts as bytes, for a storage to keep.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        int size = Arrays.stream(parts)
                .mapToInt(part -> HEAD_BYTES + part.value.length)
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (Part part : parts) {
            buffer.putShort((short) part.tag)
                    .put((byte) (part.critical ? 1 : 0))
                    .putInt(part.value.length)
                    .put(part.value);
        }
        return buffer.array();
    }

    /**
     * The value of a part.
     *
     * @param tag from 0 to 65,535
     * @return a new array; empty if there is no such part
     */
    public Optional<byte[]> find(int tag) {
        int place = firstFrom(tag);
        return isAt(place, tag) ? Optional.of(parts[place].value.clone()) : Optional.empty();
    }

    /**
     * These parts with one more, or with another value of one.
     *
     * @param tag from 0 to 65,535
     * @param critical whether a node that does not know the tag may not write the record
     * @param value the value; copied
     * @return new parts
     * @throws IllegalArgumentException if the tag is out of range
     */
    public SessionParts with(int tag, boolean critical, byte[] value) {
        if (tag < 0 || tag > 0xFFFF) {
            throw new IllegalArgumentException("tag is " + tag + ": from 0 to 65535 is allowed");
        }
        Objects.requireNonNull(value, "value");
        int place = firstFrom(tag);
        int next = isAt(place, tag) ? place + 1 : place;
        Part[] changed = new Part[place + 1 + parts.length - next];
        System.arraycopy(parts, 0, changed, 0, place);
        changed[place] = new Part(tag, critical, value.clone());
        System.arraycopy(parts, next, changed, place + 1, parts.length - next);
        return new SessionParts(changed);
    }

    /**
     * These parts without one.
     *
     * @param tag from 0 to 65,535
     * @return new parts, or these if there is no such part
     */
    public SessionParts without(int tag) {
        if (!isAt(firstFrom(tag), tag)) {
            return this;
        }
        return new SessionParts(
                Arrays.stream(parts).filter(part -> part.tag != tag).toArray(Part[]::new));
    }

    /**
     * Whether there is a critical part that somebody does not know.
     *
     * @param known the tags that are known
     * @return true if a critical part has another tag
     */
    public boolean hasCriticalBeside(Set<Integer> known) {
        for (Part part : parts) {
            if (part.critical && !known.contains(part.tag)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionParts others && Arrays.equals(parts, others.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** Tags only, never their values. */
    @Override
    public String toString() {
        return Arrays.stream(parts)
                .map(part -> String.valueOf(part.tag))
                .collect(Collectors.joining(", ", "SessionParts[", "]"));
    }

    /** Where the first part stands whose tag is not below one. */
    private int firstFrom(int tag) {
        int place = 0;
        while (place < parts.length && parts[place].tag < tag) {
            place++;
        }
        return place;
    }

    private boolean isAt(int place, int tag) {
        return place < parts.length && parts[place].tag == tag;
    }
}
