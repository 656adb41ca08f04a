package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Warns at the start of a server that may evict sessions when its memory is full. */
final class EvictionCheck {
    private static final Logger LOGGER = System.getLogger(EvictionCheck.class.getName());
    private static final String FIELD = "maxmemory_policy:";
    private static final String SAFE = "noeviction";

    private EvictionCheck() {}

    static void warn(RedisLink link, Duration timeout) {
        link.nodes().stream()
                .map(node -> policy(node, timeout))
                .flatMap(Optional::stream)
                .filter(policy -> !policy.equals(SAFE))
                .findFirst()
                .ifPresent(policy -> LOGGER.log(
                        Level.WARNING,
                        "Redis has maxmemory-policy {0}: when its memory is full it evicts sessions, which signs their"
                                + " users out, and revocations, which brings ended ones back. Set it to {1}.",
                        policy,
                        SAFE));
    }

    /** The policy, if the user may ask for it. */
    private static Optional<String> policy(StatefulConnection<byte[], byte[]> node, Duration timeout) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE).add("memory");
        AsyncCommand<byte[], byte[], byte[]> command = new AsyncCommand<>(
                new Command<>(CommandType.INFO, new ByteArrayOutput<>(ByteArrayCodec.INSTANCE), args));
        node.dispatch(command);
        try {
            return LogEntry.text(RedisFaults.answer(command, timeout))
                    .lines()
                    .filter(line -> line.startsWith(FIELD))
                    .map(line -> line.substring(FIELD.length()).strip())
                    .findFirst();
        } catch (ExecutionException | TimeoutException refused) {
            LOGGER.log(Level.DEBUG, "The server's maxmemory-policy cannot be asked for.", refused);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
