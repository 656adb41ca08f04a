package io.symbolon.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Runs scripts: by their digest, and with their text where the server does not have it. */
final class RedisScripts {
    private final RedisLink link;
    private final Duration timeout;
    private final WaitingCalls waiting;

    RedisScripts(RedisLink link, Duration timeout, WaitingCalls waiting) {
        this.link = link;
        this.timeout = timeout;
        this.waiting = waiting;
    }

    /** Sends a script, to be waited for by {@link #await}. */
    Call send(RedisScript script, List<byte[]> keys, byte[]... args) {
        return send(script, keys, args, false);
    }

    /**
     * Sends a script and waits.
     *
     * @throws SessionStorageException if the server is away, too slow, or refuses
     */
    List<Object> run(RedisScript script, List<byte[]> keys, byte[]... args) {
        return await(send(script, keys, args));
    }

    /**
     * Waits for a script.
     *
     * @throws SessionStorageException if the server is away, too slow, or refuses
     */
    List<Object> await(Call call) {
        try {
            return result(call);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RedisNoScriptException) {
                return awaitText(call);
            }
            throw refusal(call, failed);
        }
    }

    private List<Object> awaitText(Call call) {
        Call again = send(call.script, call.keys, call.args, true);
        try {
            return result(again);
        } catch (ExecutionException failed) {
            throw refusal(again, failed);
        }
    }

    private List<Object> result(Call call) throws ExecutionException {
        waiting.begin();
        try {
            List<Object> reply = RedisFaults.answer(call.pending, timeout);
            link.answered();
            if (call.command.isLost()) {
                throw failure(RedisFaults.lost());
            }
            if (call.command.isRedirected()) {
                link.failed();
            }
            return reply;
        } catch (TimeoutException late) {
            call.pending.cancel(true);
            link.unanswered();
            throw failure(late);
        } catch (InterruptedException interrupted) {
            call.pending.cancel(true);
            throw RedisFaults.interrupted(interrupted);
        } finally {
            waiting.end();
        }
    }

    private SessionStorageException refusal(Call call, ExecutionException cause) {
        if (RedisFaults.isReadOnly(cause)) {
            link.demoted(call.connection);
        }
        return failure(cause);
    }

    private SessionStorageException failure(Throwable cause) {
        SessionStorageException translated = RedisFaults.translate(cause);
        if (translated.isRetrySafe()) {
            link.failed();
        }
        return translated;
    }

    private Call send(RedisScript script, List<byte[]> keys, byte[][] args, boolean withText) {
        waiting.requireRoom();
        CommandArgs<byte[], byte[]> encoded = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        encoded.add(withText ? script.text() : script.digest());
        encoded.add(keys.size());
        keys.forEach(encoded::addKey);
        for (byte[] arg : args) {
            encoded.addValue(arg);
        }
        OnceCommand command = new OnceCommand(withText ? CommandType.EVAL : CommandType.EVALSHA, encoded);
        AsyncCommand<byte[], byte[], List<Object>> pending = command.async();
        StatefulConnection<byte[], byte[]> connection = link.shared();
        try {
            connection.dispatch(pending);
        } catch (RuntimeException failed) {
            throw failure(failed);
        }
        return new Call(script, keys, args, connection, command, pending);
    }

    /** A script that was sent. */
    static final class Call {
        private final RedisScript script;
        private final List<byte[]> keys;
        private final byte[][] args;
        private final StatefulConnection<byte[], byte[]> connection;
        private final OnceCommand command;
        private final AsyncCommand<byte[], byte[], List<Object>> pending;

        private Call(
                RedisScript script,
                List<byte[]> keys,
                byte[][] args,
                StatefulConnection<byte[], byte[]> connection,
                OnceCommand command,
                AsyncCommand<byte[], byte[], List<Object>> pending) {
            this.script = script;
            this.keys = keys;
            this.args = args;
            this.connection = connection;
            this.command = command;
            this.pending = pending;
        }
    }
}
