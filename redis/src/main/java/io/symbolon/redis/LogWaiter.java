package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something new in the streams, for one reader at a time, on connections of its own: one where a single
 * command may read all streams, else one for each partition, as a cluster refuses one over several slots. It only wakes:
 * what is new is read on the shared connection, together with the proof that nothing was missed.
 */
final class LogWaiter implements AutoCloseable {
    /** Above any wait, so that a client's own command timeout does not end it early. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(1);

    /** What the end of a wait may be late: a connection that is silent for longer has lost its server. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** How long to wait while the connections are being opened. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(50);

    private final RedisLink link;
    private final RedisKeys keys;
    private final int changes;
    private final List<List<Integer>> groups;
    private final List<CompletableFuture<StatefulConnection<byte[], byte[]>>> connections;
    private final CompletableFuture<Void> opening;
    private final List<Wait> waits = new ArrayList<>();
    private final long overdueAt;

    /** Begins to open the connections, all at the same time. */
    LogWaiter(RedisLink link, RedisKeys keys) {
        this.link = link;
        this.keys = keys;
        this.changes = link.changes();
        this.overdueAt = System.nanoTime() + link.connectTimeout().toNanos();
        List<Integer> all = IntStream.range(0, keys.partitions()).boxed().toList();
        this.groups = link.readsPartitionsTogether()
                ? List.of(all)
                : all.stream().map(List::of).toList();
        this.connections = groups.stream().map(group -> link.openForWaiting()).toList();
        this.opening = CompletableFuture.allOf(connections.toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Returns when a stream has something after the position, at the latest after the time. May return early, and does so
     * soon while the connections are not open yet: the caller looks for itself then, as often as it is sent to look.
     *
     * @param last by partition, the last entry of the stream
     * @throws SessionStorageException if a server is away or refuses, or does not let itself be connected to in time
     */
    void await(List<Optional<EntryId>> last, Duration time) throws InterruptedException {
        if (!isOpen(time.compareTo(SHORT_WAIT) < 0 ? time : SHORT_WAIT)) {
            return;
        }
        CompletableFuture<?>[] pending =
                waits.stream().map(wait -> wait.start(last, time)).toArray(CompletableFuture<?>[]::new);
        try {
            RedisFaults.answer(CompletableFuture.anyOf(pending), time);
        } catch (TimeoutException nothingNew) {
            // The commands end by themselves, at about the same time; what they wait for is still right.
        } catch (ExecutionException failed) {
            throw RedisFaults.translate(failed);
        }
    }

    /** Whether its connections are to a server that was left for another one. */
    boolean isLeft() {
        return link.changes() != changes;
    }

    @Override
    public void close() {
        // Also what is not open yet: it is closed as soon as it is.
        connections.forEach(Connecting::closeWhenOpened);
    }

    /** Whether the connections are open; waits for them a little. */
    private boolean isOpen(Duration time) throws InterruptedException {
        try {
            opening.get(time.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = waits.size(); i < groups.size(); i++) {
                waits.add(new Wait(connections.get(i).join(), groups.get(i)));
            }
            return true;
        } catch (TimeoutException late) {
            if (System.nanoTime() - overdueAt > 0) {
                throw RedisFaults.translate(late);
            }
            return false;
        } catch (ExecutionException failed) {
            throw OpeningFaults.of(link.address(), failed);
        }
    }

    private final class Wait {
        private final StatefulConnection<byte[], byte[]> connection;
        private final List<Integer> partitions;
        private @Nullable AsyncCommand<byte[], byte[], List<Object>> pending;
        private long overdueAt;

        Wait(StatefulConnection<byte[], byte[]> connection, List<Integer> partitions) {
            this.connection = connection;
            this.partitions = partitions;
            connection.setTimeout(COMMAND_TIMEOUT);
        }

        /** A command that was sent for an earlier wait goes on: it wakes as soon as there is more than there was then. */
        CompletableFuture<?> start(List<Optional<EntryId>> last, Duration time) {
            AsyncCommand<byte[], byte[], List<Object>> running = pending;
            if (running != null && !running.isDone()) {
                if (System.nanoTime() - overdueAt > 0) {
                    throw RedisFaults.lost();
                }
                return running.toCompletableFuture();
            }
            CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE)
                    .add("BLOCK")
                    .add(Math.max(1, time.toMillis()))
                    .add("STREAMS");
            partitions.forEach(partition -> args.addKey(keys.log(partition)));
            partitions.forEach(partition ->
                    args.add(last.get(partition).map(EntryId::toString).orElse("0-0")));
            AsyncCommand<byte[], byte[], List<Object>> command = new OnceCommand(CommandType.XREAD, args).async();
            pending = command;
            overdueAt = System.nanoTime() + time.plus(LONGEST_DELAY).toNanos();
            connection.dispatch(command);
            return command.toCompletableFuture();
        }
    }
}
