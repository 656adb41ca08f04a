package io.symbolon.internal.feed;

import io.symbolon.SessionStorageException;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.JsonException;
import io.symbolon.internal.net.BoundedExchange;
import io.symbolon.internal.net.SafeAddress;
import io.symbolon.storage.LogCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A revocation feed at an address. Every request is bounded in time and size, and never leaves its address. Thread-safe. */
public final class FeedEndpoint {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;
    private static final int NONCE_BYTES = 12;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LONGEST_REST_SECONDS = 60;
    private static final SafeAddress SAFE =
            new SafeAddress("a revocation feed", "who can change it on its way can hide that a session was ended");

    private final URI address;
    private final HttpClient client;
    private final Consumer<HttpRequest.Builder> headers;
    private final Duration longestAnswer;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong restsUntilNanos = new AtomicLong(System.nanoTime());

    FeedEndpoint(URI address, HttpClient client, Consumer<HttpRequest.Builder> headers, Duration longestAnswer) {
        this.address = SAFE.require(Objects.requireNonNull(address, "address"));
        this.client = Objects.requireNonNull(client, "client");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.longestAnswer = longestAnswer;
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects, and would take the secret with it:"
                    + " build it with Redirect.NEVER");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("a revocation feed's address cannot hold a query or a fragment");
        }
    }

    /**
     * A feed.
     *
     * @throws IllegalArgumentException if the address is not safe, or the client follows redirects
     */
    public static FeedEndpoint of(URI address, HttpClient client, Consumer<HttpRequest.Builder> headers) {
        return new FeedEndpoint(address, client, headers, LONGEST_ANSWER);
    }

    /** The same with a client that trusts whom the JVM trusts. */
    public static FeedEndpoint of(URI address, Consumer<HttpRequest.Builder> headers) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LONGEST_ANSWER)
                .followRedirects(Redirect.NEVER)
                .build();
        return of(address, client, headers);
    }

    /**
     * A page.
     *
     * @throws SessionStorageException that says why there is none
     */
    FeedPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        requireRested();
        Duration wait = maxWait.compareTo(LONGEST_WAIT) < 0 ? maxWait : LONGEST_WAIT;
        String nonce = nonce();
        HttpResponse<String> answer;
        try {
            answer = BoundedExchange.send(client, request(after, wait, nonce), wait.plus(longestAnswer), MAXIMUM_BYTES);
        } catch (IOException failed) {
            throw failure("does not answer.", Optional.of(failed));
        }
        if (answer.statusCode() != OK) {
            throw refusal(answer);
        }
        return page(answer.body(), nonce);
    }

    /** The address; it has no secret in it. */
    @Override
    public String toString() {
        return SafeAddress.describe(address);
    }

    private HttpRequest request(LogCursor after, Duration wait, String nonce) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        headers.accept(request);
        String query = "after=" + URLEncoder.encode(after.value(), StandardCharsets.UTF_8) + "&wait="
                + BigDecimal.valueOf(wait.toMillis(), 3).toPlainString() + "&nonce=" + nonce;
        return request.uri(URI.create(address + "?" + query))
                .GET()
                .setHeader("Accept", "application/json")
                .timeout(wait.plus(longestAnswer))
                .build();
    }

    private FeedPage page(String text, String nonce) {
        FeedPage page;
        try {
            page = FeedPageReader.read(text);
        } catch (JsonException malformed) {
            throw failure("does not answer with a page: is the address right?", Optional.empty());
        }
        if (!page.nonce().equals(Optional.of(nonce))) {
            throw failure(
                    "answered with a page of another request: something between keeps answers.", Optional.empty());
        }
        if (!page.showsSubjects()) {
            throw failure(
                    "shows no subjects to this caller, and a verifier in Java needs them: give this caller the right to"
                            + " see them.",
                    Optional.empty());
        }
        return page;
    }

    private SessionStorageException refusal(HttpResponse<String> answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 401 -> failure("does not know this caller (401): check the secret.", Optional.empty());
            case 403 -> failure("refuses this caller (403): give it the right to see subjects.", Optional.empty());
            case 404 -> failure("is not there (404): is the address right, and the feed on?", Optional.empty());
            case TOO_MANY_REQUESTS -> {
                rest(answer.headers().firstValue("Retry-After").orElse("1"));
                yield failure("is asked too often (429).", Optional.empty());
            }
            default -> failure("answered with the status " + status + ".", Optional.empty());
        };
    }

    private SessionStorageException failure(String why, Optional<IOException> cause) {
        return new SessionStorageException("The revocation feed at " + this + " " + why, true, cause.orElse(null));
    }

    /** Who was asked to come later does not ask before. */
    private void rest(String seconds) {
        long rest = seconds.matches("[0-9]{1,9}") ? Math.min(Long.parseLong(seconds), LONGEST_REST_SECONDS) : 1;
        restsUntilNanos.set(System.nanoTime() + TimeUnit.SECONDS.toNanos(rest));
    }

    private void requireRested() {
        if (restsUntilNanos.get() - System.nanoTime() > 0) {
            throw failure("has asked to be left alone for some seconds (429).", Optional.empty());
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }
}
