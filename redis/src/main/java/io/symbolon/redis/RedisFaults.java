package io.symbolon.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a fault means to the caller. No message of the server's is repeated: it may quote a key. */
final class RedisFaults {
    /** Errors of a server that cannot do it now, and has done nothing. */
    private static final Set<String> PASSING = Set.of(
            "LOADING",
            "BUSY",
            "READONLY",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MOVED",
            "ASK",
            "OOM",
            "MISCONF",
            "NOREPLICAS",
            "UNBLOCKED");

    private static final Pattern IN_SCRIPT = Pattern.compile(": -([A-Z]+) ");

    private RedisFaults() {}

    /** The exception to throw for what a command ended with. */
    static SessionStorageException translate(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof SessionStorageException known) {
            return known;
        }
        if (cause instanceof RedisCommandExecutionException) {
            return refused(cause);
        }
        if (cause instanceof TimeoutException) {
            return new SessionStorageException("Redis did not answer in time: try again.", true, cause);
        }
        return new SessionStorageException("Redis cannot be reached: try again.", true, cause);
    }

    /** The connection was cut between a command and its answer. */
    static SessionStorageException lost() {
        return new SessionStorageException(
                "The connection to Redis was cut before the answer came, so it is not known whether it was done:"
                        + " try again.",
                true,
                null);
    }

    /** The server is asked for more than it can serve. */
    static SessionStorageException overloaded(int maximum) {
        return new SessionStorageException(
                "Redis does not keep up: " + maximum + " calls of this node wait for it already, so this one"
                        + " was not sent. Try again later; if it goes on, look at the load of Redis.",
                true,
                null);
    }

    /** The server is a replica that is not connected to its primary. */
    static SessionStorageException outOfDate() {
        return new SessionStorageException(
                "Redis is a replica here that has lost its primary, so what it holds may be out of date: try again.",
                true,
                null);
    }

    static IllegalStateException closed() {
        return new IllegalStateException("The storage is closed.");
    }

    /** Whether a server says that it takes no writes: it is a replica now. */
    static boolean isReadOnly(Throwable failure) {
        return codeOf(unwrapped(failure)).equals("READONLY");
    }

    /** Calls, and throws what the storage throws where Redis fails. */
    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (RedisException failed) {
            throw translate(failed);
        }
    }

    /**
     * Waits for an answer. A connection that is closed to be replaced cancels what nobody has answered yet: for the caller
     * that is a connection which was cut.
     */
    static <T> T answer(Future<T> pending, Duration longest)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return pending.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (CancellationException closed) {
            throw new ExecutionException(lost());
        }
    }

    static SessionStorageException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new SessionStorageException("The call was interrupted while it waited for Redis.", true, cause);
    }

    /** The first word of an error, such as READONLY; of one that a script ran into, where Redis 6 wraps it. */
    static String codeOf(Throwable error) {
        String message = error.getMessage();
        if (message == null) {
            return "";
        }
        Matcher wrapped = IN_SCRIPT.matcher(message);
        if (message.startsWith("ERR ") && wrapped.find()) {
            return wrapped.group(1);
        }
        int blank = message.indexOf(' ');
        return blank < 0 ? message : message.substring(0, blank);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static SessionStorageException refused(Throwable error) {
        String code = codeOf(error);
        if (PASSING.contains(code)) {
            return new SessionStorageException(
                    "Redis temporarily refused the command (" + code + "); nothing was changed. Retry.", true, error);
        }
        return new SessionStorageException(
                "Redis refused the command (" + code + "): see the cause, and the rights of the user.", false, error);
    }
}
