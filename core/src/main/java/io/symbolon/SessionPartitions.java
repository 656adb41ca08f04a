package io.symbolon;

import java.util.BitSet;

/**
 * Some of the 256 {@linkplain SessionId#partition() partitions} of session ids. All sessions of a subject are in one of
 * them.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionPartitions {
    /** How many there are. */
    public static final int COUNT = 256;

    private static final int BYTES = COUNT / Byte.SIZE;
    private static final SessionPartitions ALL = of(0, 1);

    private final BitSet partitions;

    private SessionPartitions(BitSet partitions) {
        this.partitions = partitions;
    }

    /**
     * All of them.
     *
     * @return the set of 256 partitions
     */
    public static SessionPartitions all() {
        return ALL;
    }

    /**
     * Those that a storage keeps together in one of its own partitions.
     *
     * @param partition the storage's, from 0
     * @param partitions how many the storage has, 1 to 256
     * @return those whose number modulo the storage's is that partition
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static SessionPartitions of(int partition, int partitions) {
        if (partitions < 1 || partitions > COUNT) {
            throw new IllegalArgumentException("partitions is " + partitions + ": from 1 to " + COUNT + " is allowed");
        }
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException(
                    "partition is " + partition + ": from 0 to " + (partitions - 1) + " is allowed");
        }
        BitSet set = new BitSet(COUNT);
        for (int number = partition; number < COUNT; number += partitions) {
            set.set(number);
        }
        return new SessionPartitions(set);
    }

    /**
     * One of them.
     *
     * @param partition 0 to 255
     * @return the set of this one
     * @throws IllegalArgumentException if it is out of its range
     */
    public static SessionPartitions of(int partition) {
        return of(partition, COUNT);
    }

    /**
     * Reads what {@link #toBytes()} gives.
     *
     * @param bytes 32 bytes
     * @return the set
     * @throws IllegalArgumentException if there are fewer or more bytes
     */
    public static SessionPartitions ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "bytes has " + bytes.length + " bytes: " + BYTES + ", a bit for each partition, are needed");
        }
        return new SessionPartitions(BitSet.valueOf(bytes));
    }

    /**
     * A bit for each partition, for storages that keep it as such.
     *
     * @return 32 bytes; bit {@code n % 8} of byte {@code n / 8} is partition {@code n}
     */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        byte[] used = partitions.toByteArray();
        System.arraycopy(used, 0, bytes, 0, used.length);
        return bytes;
    }

    /**
     * Whether a partition is one of them.
     *
     * @param partition 0 to 255
     * @return whether it is
     */
    public boolean contains(int partition) {
        return partitions.get(partition);
    }

    /**
     * Whether a partition is in this set and in another one.
     *
     * @param other the other set
     * @return whether there is one
     */
    public boolean intersects(SessionPartitions other) {
        return partitions.intersects(other.partitions);
    }

    /**
     * The numbers of the partitions.
     *
     * @return a new array, ascending
     */
    public int[] toArray() {
        return partitions.stream().toArray();
    }

    /**
     * With the partitions of another set too.
     *
     * @param other the other set
     * @return a new set
     */
    public SessionPartitions with(SessionPartitions other) {
        BitSet both = (BitSet) partitions.clone();
        both.or(other.partitions);
        return new SessionPartitions(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionPartitions that && partitions.equals(that.partitions);
    }

    @Override
    public int hashCode() {
        return partitions.hashCode();
    }

    /** How many there are. */
    @Override
    public String toString() {
        return "SessionPartitions[" + partitions.cardinality() + " of " + COUNT + "]";
    }
}
