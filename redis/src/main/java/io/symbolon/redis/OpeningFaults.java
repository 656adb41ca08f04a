package io.symbolon.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.RedisProtocolException;
import io.symbolon.SessionStorageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a connection did not come about: the address and the reason in one line, for whoever reads the first line only. */
final class OpeningFaults {
    private static final String PLAIN_HINT = ": see whether it is a Redis, and whether it wants TLS (rediss://)";
    private static final String TLS_HINT = ": see whether it is a Redis that speaks TLS (redis:// goes without)";

    private OpeningFaults() {}

    /**
     * The exception to throw: a fault of Redis, or what was wrong with the call.
     *
     * @param address where it is, if that is known
     */
    static RuntimeException of(Optional<String> address, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof SessionStorageException known) {
            return known;
        }
        if (cause instanceof RuntimeException wrongCall && !(cause instanceof RedisException)) {
            return wrongCall;
        }
        String where = address.or(() -> RedisAddress.in(cause))
                .map(it -> "Redis at " + it)
                .orElse("Redis");
        return new SessionStorageException(
                where + " cannot be used: " + reason(cause, where.contains("rediss://") ? TLS_HINT : PLAIN_HINT)
                        + ". Try again once that is mended.",
                true,
                cause);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String reason(Throwable failure, String hint) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> known = known(cause, hint);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return "no connection was opened; see the cause";
    }

    private static Optional<String> known(Throwable cause, String hint) {
        if (cause instanceof RedisCommandExecutionException) {
            return Optional.of(refusal(RedisFaults.codeOf(cause)));
        }
        if (cause instanceof RedisProtocolException) {
            return Optional.of("what answers there does not speak Redis's protocol" + hint);
        }
        if (cause instanceof ConnectException) {
            return Optional.of(
                    isRefused(cause) ? "connection refused, nothing listens there" : "there is no way to this address");
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of("the name of the host is not known");
        }
        if (cause instanceof SSLException) {
            return Optional.of(
                    "TLS was not agreed on: the server speaks plain Redis (redis://), or its certificate is not"
                            + " trusted");
        }
        if (cause instanceof TimeoutException
                || cause.getClass().getSimpleName().contains("Timeout")) {
            return Optional.of("it did not answer in time" + hint);
        }
        if (cause instanceof IOException || isClosed(cause)) {
            return Optional.of("it closed the connection before it answered" + hint);
        }
        return Optional.empty();
    }

    /** An error's first word; the rest of it is the server's, and may quote what was sent. */
    private static String refusal(String code) {
        return switch (code) {
            case "WRONGPASS" -> "it refused the user name or the password (WRONGPASS)";
            case "NOAUTH" -> "it wants a password, and none was given (NOAUTH)";
            case "NOPERM" -> "the user lacks rights (NOPERM)";
            case "DENIED" -> "it is in protected mode (DENIED)";
            case "LOADING" -> "it is loading its data (LOADING)";
            case "ERR" -> "it refused the greeting (ERR), as Redis does that has no password, or is older than 6.2";
            default -> "it refused the greeting (" + code + ")";
        };
    }

    private static boolean isRefused(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
    }

    /** Lettuce has no exception of its own for it. */
    private static boolean isClosed(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("closed");
    }
}
