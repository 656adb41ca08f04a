package io.symbolon.redis;

import io.lettuce.core.RedisURI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a Redis is, for messages: never with a user name or a password. */
final class RedisAddress {
    /** Lettuce names the socket's address, such as {@code localhost/<unresolved>:6379} or {@code /127.0.0.1:6379}. */
    private static final Pattern IN_MESSAGE =
            Pattern.compile("Unable to connect to ([^/\\s\\[]*)/?([^:\\s]*):(\\d{1,5})\\b");

    private RedisAddress() {}

    static String of(RedisURI uri) {
        if (!uri.getSentinels().isEmpty()) {
            return "the Sentinels "
                    + uri.getSentinels().stream().map(RedisAddress::hostAndPort).collect(Collectors.joining(", "))
                    + " (primary " + uri.getSentinelMasterId() + ")";
        }
        if (uri.getSocket() != null) {
            return "the socket " + uri.getSocket();
        }
        return (uri.isSsl() ? "rediss://" : "redis://") + hostAndPort(uri);
    }

    /** The address that a client of the application's would have connected to, as far as its exception tells. */
    static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher address = IN_MESSAGE.matcher(String.valueOf(cause.getMessage()));
            if (address.find()) {
                String host = address.group(1).isEmpty() ? address.group(2) : address.group(1);
                return Optional.of(host + ":" + address.group(3));
            }
        }
        return Optional.empty();
    }

    private static String hostAndPort(RedisURI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }
}
