package io.symbolon.http;

import io.symbolon.storage.LogCursor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request to the revocation feed asks for.
 *
 * @param after where the caller's last page ended, or the start
 */
record FeedRequest(LogCursor after, Duration maxWait, Optional<String> nonce) {
    private static final int LONGEST_CURSOR = 16_384;
    private static final int MILLIS = 3;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,3})?");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Reads a query.
     *
     * @throws RefusedRequestException if it cannot be told what is asked for
     */
    static FeedRequest of(HttpRequest request) {
        String after = QueryParameters.one(request, "after").orElse("");
        if (after.length() > LONGEST_CURSOR) {
            throw QueryParameters.malformed();
        }
        return new FeedRequest(
                new LogCursor(after),
                matching(request, "wait", SECONDS).map(FeedRequest::seconds).orElse(Duration.ZERO),
                matching(request, "nonce", NONCE));
    }

    private static Optional<String> matching(HttpRequest request, String name, Pattern pattern) {
        Optional<String> value = QueryParameters.one(request, name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw QueryParameters.malformed();
        }
        return value;
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(new BigDecimal(text).movePointRight(MILLIS).longValueExact());
    }
}
