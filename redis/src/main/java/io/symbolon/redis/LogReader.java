package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Reads what all partitions' streams hold after a position: one round trip, no rights to write. */
final class LogReader {
    private static final int PAGE_SIZE = 8_192;

    private final RedisLink link;
    private final RedisKeys keys;
    private final Duration timeout;
    private final Duration clockMargin;
    private final OwnEntries own;
    private final int portion;

    LogReader(RedisLink link, RedisSettings settings, OwnEntries own) {
        this.link = link;
        this.keys = settings.keys();
        this.timeout = settings.commandTimeout();
        this.clockMargin = settings.retention().clockMargin();
        this.own = own;
        this.portion = Math.max(256, PAGE_SIZE / keys.partitions());
    }

    /**
     * What one reading gives.
     *
     * @param revocations in the order of each stream
     * @param last where the reading ended, by partition
     * @param vouched whether every entry that the position named is still there
     * @param atEnd whether there was nothing more
     * @param now the time of the server whose clock is most behind
     * @param retention the longest in force; empty if no storage was opened
     * @param unopened the partitions in which no storage was opened, or whose server was emptied since
     */
    record Reading(
            List<Revocation> revocations,
            List<Optional<EntryId>> last,
            boolean vouched,
            boolean atEnd,
            Instant now,
            Optional<Duration> retention,
            List<Integer> unopened) {}

    /**
     * Reads on.
     *
     * @param after by partition, the last entry read
     * @throws SessionStorageException if a server is away, too slow, refuses, or has other settings
     */
    Reading read(List<Optional<EntryId>> after) throws InterruptedException {
        StatefulConnection<byte[], byte[]> connection = link.shared();
        Optional<AsyncCommand<byte[], byte[], List<Object>>> role = link.readsPartitionsTogether()
                ? Optional.of(send(() -> connection, CommandType.ROLE, args()))
                : Optional.empty();
        List<Part> parts = new ArrayList<>();
        for (int partition = 0; partition < keys.partitions(); partition++) {
            parts.add(new Part(partition, after.get(partition)));
        }
        List<Revocation> revocations = new ArrayList<>();
        List<Optional<EntryId>> last = new ArrayList<>();
        boolean vouched = true;
        boolean atEnd = true;
        ServerFacts facts = new ServerFacts(keys, clockMargin);
        for (Part part : parts) {
            part.take(revocations, facts);
            last.add(part.last);
            vouched &= part.vouched;
            atEnd &= part.atEnd;
        }
        if (role.isPresent() && hasLostItsPrimary(role.get())) {
            link.demoted(connection);
            throw RedisFaults.outOfDate();
        }
        return new Reading(revocations, last, vouched, atEnd, facts.earliest(), facts.retention(), facts.unopened());
    }

    /**
     * Whether the server is a replica that nobody keeps up to date: a primary that was demoted, perhaps. What it answers
     * proves nothing. (In a cluster, such a node sends the reader on.)
     */
    private boolean hasLostItsPrimary(AsyncCommand<byte[], byte[], List<Object>> role) throws InterruptedException {
        try {
            List<Object> answer = RedisFaults.answer(role, timeout);
            return LogEntry.text(answer.get(0)).equals("slave")
                    && !LogEntry.text(answer.get(3)).equals("connected");
        } catch (ExecutionException | TimeoutException mayNotBeAsked) {
            // All else was answered, so the user has no right to ask.
            return false;
        }
    }

    /** The reading of one partition. */
    private final class Part {
        private final int partition;
        private final Optional<EntryId> after;
        private final List<EntryId> expected;
        private final AsyncCommand<byte[], byte[], List<Object>> entries;
        private final AsyncCommand<byte[], byte[], List<Object>> meta;
        private final AsyncCommand<byte[], byte[], List<Object>> time;

        private Optional<EntryId> last;
        private boolean vouched;
        private boolean atEnd;

        Part(int partition, Optional<EntryId> after) {
            this.partition = partition;
            this.after = after;
            this.last = after;
            this.expected = own.pending(partition);
            this.entries = send(
                    link::shared,
                    CommandType.XRANGE,
                    args().addKey(keys.log(partition))
                            .add(after.map(EntryId::toString).orElse("-"))
                            .add("+")
                            .add("COUNT")
                            .add(portion + 1));
            this.meta = send(
                    link::shared,
                    CommandType.HMGET,
                    args().addKey(keys.meta(partition))
                            .add("partitions")
                            .add("layout")
                            .add("retention"));
            this.time = send(() -> link.nodeOf(keys.meta(partition)), CommandType.TIME, args());
        }

        void take(List<Revocation> revocations, ServerFacts facts) throws InterruptedException {
            List<Object> rows = await(entries);
            Set<EntryId> found = new HashSet<>();
            vouched = after.isEmpty();
            for (Object row : rows) {
                List<?> entry = (List<?>) row;
                LogEntry content = LogEntry.of((List<?>) entry.get(1));
                EntryId id = EntryId.of(LogEntry.text(entry.get(0)), content.hash());
                if (after.isPresent() && id.equals(after.get())) {
                    vouched = true;
                } else {
                    found.add(id);
                    last = Optional.of(id);
                    content.revocation(id.time()).ifPresent(revocations::add);
                }
            }
            atEnd = rows.size() <= portion;
            if (vouched && after.isPresent()) {
                own.read(partition, expected, after.get(), found, atEnd ? Optional.empty() : last);
            }
            facts.take(partition, await(meta), await(time));
        }
    }

    private List<Object> await(AsyncCommand<byte[], byte[], List<Object>> command) throws InterruptedException {
        try {
            List<Object> answer = RedisFaults.answer(command, timeout);
            link.answered();
            return answer;
        } catch (TimeoutException late) {
            command.cancel(true);
            link.unanswered();
            throw RedisFaults.translate(late);
        } catch (ExecutionException failed) {
            link.failed();
            throw RedisFaults.translate(failed);
        }
    }

    private AsyncCommand<byte[], byte[], List<Object>> send(
            Supplier<StatefulConnection<byte[], byte[]>> connection,
            CommandType type,
            CommandArgs<byte[], byte[]> args) {
        AsyncCommand<byte[], byte[], List<Object>> command =
                new AsyncCommand<>(new Command<>(type, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), args));
        try {
            connection.get().dispatch(command);
        } catch (RuntimeException failed) {
            link.failed();
            throw RedisFaults.translate(failed);
        }
        return command;
    }

    private static CommandArgs<byte[], byte[]> args() {
        return new CommandArgs<>(ByteArrayCodec.INSTANCE);
    }
}
