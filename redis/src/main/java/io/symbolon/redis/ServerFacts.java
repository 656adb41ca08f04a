package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the servers of all partitions say of themselves, put together: clocks, settings. */
final class ServerFacts {
    /** What this version writes at the start of a partition. Another number is another way to keep things. */
    static final String LAYOUT = "2";

    private final RedisKeys keys;
    private final Duration clockMargin;
    private final List<Integer> unopened = new ArrayList<>();
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;
    private Optional<Duration> retention = Optional.empty();

    ServerFacts(RedisKeys keys, Duration clockMargin) {
        this.keys = keys;
        this.clockMargin = clockMargin;
    }

    /**
     * Takes in one server's answers.
     *
     * @param partition which it has
     * @param meta partitions, layout and retention, or nulls where no storage was opened
     * @param time seconds and microseconds
     * @throws SessionStorageException if the settings are not this node's, or two servers' clocks are too far apart
     */
    void take(int partition, List<Object> meta, List<Object> time) {
        Instant now = instant(time);
        earliest = now.isBefore(earliest) ? now : earliest;
        latest = now.isAfter(latest) ? now : latest;
        if (Duration.between(earliest, latest).compareTo(clockMargin) > 0) {
            throw new SessionStorageException(
                    "The clocks of two servers of the cluster are more than " + clockMargin
                            + " apart: synchronise them (NTP).",
                    false,
                    null);
        }
        if (meta.get(0) != null && !LogEntry.text(meta.get(0)).equals(Integer.toString(keys.partitions()))) {
            throw otherPartitions(keys, LogEntry.text(meta.get(0)));
        }
        if (meta.get(1) == null) {
            unopened.add(partition);
        } else if (!LogEntry.text(meta.get(1)).equals(LAYOUT)) {
            throw otherLayout(keys);
        }
        if (meta.get(2) != null) {
            Duration found = Duration.ofMillis(Long.parseLong(LogEntry.text(meta.get(2))));
            retention = retention.filter(known -> known.compareTo(found) >= 0).or(() -> Optional.of(found));
        }
    }

    /** The partitions in which no storage was opened, or whose server was emptied since. */
    List<Integer> unopened() {
        return List.copyOf(unopened);
    }

    Instant earliest() {
        return earliest;
    }

    /** The longest that is in force in some partition. */
    Optional<Duration> retention() {
        return retention;
    }

    static SessionStorageException otherPartitions(RedisKeys keys, String stored) {
        return new SessionStorageException(
                "This Redis keeps the sessions under the prefix \"" + keys.prefix() + "\" in " + stored
                        + " partition(s), but this node is configured for " + keys.partitions() + ": set partitions("
                        + stored + "), or choose another keyPrefix. The number cannot be changed while sessions exist.",
                false,
                null);
    }

    static SessionStorageException neverOpened(RedisKeys keys) {
        return new SessionStorageException(
                "No storage has been opened under the prefix \"" + keys.prefix() + "\" in this Redis, or its data was"
                        + " lost: set keyPrefix, partitions and the database as the service that signs has them, and"
                        + " start that service first.",
                false,
                null);
    }

    static SessionStorageException otherLayout(RedisKeys keys) {
        return new SessionStorageException(
                "Another version of Symbolon keeps its sessions under the prefix \"" + keys.prefix()
                        + "\" in a way that this one does not know: update this node, or choose another keyPrefix.",
                false,
                null);
    }

    private static Instant instant(List<Object> time) {
        long seconds = Long.parseLong(LogEntry.text(time.get(0)));
        long micros = Long.parseLong(LogEntry.text(time.get(1)));
        return Instant.ofEpochSecond(seconds).plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
    }
}
