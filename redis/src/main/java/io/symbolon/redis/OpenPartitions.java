package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Runs scripts in partitions that are open for this node: that know its number of partitions and its retention. Opens them
 * again where a server was emptied, and renews the retention as long as this node works.
 */
final class OpenPartitions {
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);
    private static final String EMPTIED = "SYMBOLON_NEW";
    private static final String OTHER_PARTITIONS = "SYMBOLON_PARTITIONS";
    private static final String OTHER_LAYOUT = "SYMBOLON_LAYOUT";

    private final RedisScripts scripts;
    private final RedisKeys keys;
    private final Duration retention;
    private final Duration lease;
    private final OwnEntries own;
    private final AtomicLongArray openedAt;

    /** Opens all partitions. */
    OpenPartitions(RedisScripts scripts, RedisKeys keys, Duration retention, OwnEntries own) {
        this.scripts = scripts;
        this.keys = keys;
        this.retention = retention;
        Duration half = retention.dividedBy(2);
        this.lease = half.compareTo(LONGEST_LEASE) < 0 ? half : LONGEST_LEASE;
        this.own = own;
        this.openedAt = new AtomicLongArray(keys.partitions());
        for (int partition = 0; partition < keys.partitions(); partition++) {
            open(partition);
        }
    }

    /**
     * Runs a script. What it logged is noted as this process's own.
     *
     * @param named the keys after the partition's own
     * @throws SessionStorageException if the server is away, too slow, or refuses
     */
    ScriptReply run(RedisScript script, int partition, List<byte[]> named, byte[]... args) {
        return await(send(script, partition, named, args));
    }

    /** Sends a script, to be waited for by {@link #await}. */
    Pending send(RedisScript script, int partition, List<byte[]> named, byte[]... args) {
        renewIfDue(partition);
        List<byte[]> all = new ArrayList<>();
        all.add(keys.meta(partition));
        all.addAll(named);
        all.add(keys.guard(partition));
        return new Pending(script, partition, all, args, scripts.send(script, all, args));
    }

    ScriptReply await(Pending pending) {
        ScriptReply reply = ScriptReply.of(reply(pending));
        own.logged(pending.partition, reply.logged());
        return reply;
    }

    private List<Object> reply(Pending pending) {
        try {
            return scripts.await(pending.call);
        } catch (SessionStorageException refused) {
            if (!isEmptied(refused)) {
                throw refused;
            }
            open(pending.partition);
            return scripts.run(pending.script, pending.keys, pending.args);
        }
    }

    private void renewIfDue(int partition) {
        long last = openedAt.get(partition);
        long now = System.nanoTime();
        if (now - last > lease.dividedBy(2).toNanos() && openedAt.compareAndSet(partition, last, now)) {
            try {
                open(partition);
            } catch (SessionStorageException failed) {
                openedAt.set(partition, last);
                throw failed;
            }
        }
    }

    /** Opens a partition for this node, or renews what this node asked for. */
    void open(int partition) {
        long before = System.nanoTime();
        try {
            scripts.run(
                    RedisScript.OPEN,
                    List.of(keys.meta(partition), keys.guard(partition)),
                    bytes(ServerFacts.LAYOUT),
                    bytes(Integer.toString(keys.partitions())),
                    bytes(Long.toString(retention.toMillis())),
                    bytes(Long.toString(lease.toMillis())),
                    bytes(Integer.toString(ThreadLocalRandom.current().nextInt(1 << 28))));
        } catch (SessionStorageException refused) {
            throw explained(refused);
        }
        openedAt.set(partition, before);
    }

    private SessionStorageException explained(SessionStorageException refused) {
        String message = messageOfCause(refused);
        if (message.startsWith(OTHER_PARTITIONS)) {
            return ServerFacts.otherPartitions(
                    keys, message.substring(OTHER_PARTITIONS.length()).strip());
        }
        return message.startsWith(OTHER_LAYOUT) ? ServerFacts.otherLayout(keys) : refused;
    }

    private static boolean isEmptied(SessionStorageException refused) {
        return messageOfCause(refused).startsWith(EMPTIED);
    }

    private static String messageOfCause(SessionStorageException refused) {
        Throwable cause = refused.getCause();
        String message = cause == null ? null : cause.getMessage();
        return message == null ? "" : message;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A script that was sent. */
    static final class Pending {
        private final RedisScript script;
        private final int partition;
        private final List<byte[]> keys;
        private final byte[][] args;
        private final RedisScripts.Call call;

        private Pending(RedisScript script, int partition, List<byte[]> keys, byte[][] args, RedisScripts.Call call) {
            this.script = script;
            this.partition = partition;
            this.keys = keys;
            this.args = args;
            this.call = call;
        }

        int partition() {
            return partition;
        }
    }
}
