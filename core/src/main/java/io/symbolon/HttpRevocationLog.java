package io.symbolon;

import io.symbolon.internal.feed.FeedEndpoint;
import io.symbolon.internal.feed.FollowedFeed;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The revocation log of another service, read over HTTP from its revocation feed: for a service that verifies access tokens
 * and cannot, or shall not, reach the storage.
 *
 * <pre>{@code
 * AccessTokenVerifier verifier = AccessTokenVerifier.builder()
 *         .issuer("https://login.example.com")
 *         .audience("https://api.example.com")
 *         .jwks(URI.create("https://login.example.com/.well-known/jwks.json"))
 *         .revocations(HttpRevocationLog.of(URI.create("https://login.example.com/session/revocations"), secret))
 *         .build();
 * }</pre>
 *
 * <p>The feed has to show subjects to this caller. Redirects are not followed. A read fails within ten seconds more than it
 * may wait; a feed that cannot reach its storage is a failure too. What the log's retention and margin are is known from the
 * first page on; who asks before that makes a request.
 *
 * <p>Thread-safe. It opens no thread and nothing that has to be closed, but those of its HTTP client.
 */
public final class HttpRevocationLog implements RevocationLog {
    private final FollowedFeed feed;

    private HttpRevocationLog(FeedEndpoint endpoint) {
        this.feed = new FollowedFeed(endpoint);
    }

    /**
     * A feed that knows its callers by a bearer secret.
     *
     * @param address an https URL, or an http URL of {@code localhost}; without a query
     * @param secret this caller's; sent in each request's header {@code Authorization}
     * @return the log; nothing was asked yet
     * @throws IllegalArgumentException if the address is not as above, or the secret has characters that no header may have
     */
    public static HttpRevocationLog of(URI address, String secret) {
        return new HttpRevocationLog(FeedEndpoint.of(address, bearer(secret)));
    }

    /**
     * A feed that knows its callers by what a client of the caller's brings: certificates, a proxy, an authenticator.
     *
     * @param address an https URL, or an http URL of {@code localhost}; without a query
     * @param client one that does not follow redirects; stays the caller's
     * @param headers adds to each request what the feed asks for; called by the thread that reads
     * @return the log; nothing was asked yet
     * @throws IllegalArgumentException if address or client are not as above
     */
    public static HttpRevocationLog of(URI address, HttpClient client, Consumer<HttpRequest.Builder> headers) {
        return new HttpRevocationLog(FeedEndpoint.of(address, client, headers));
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        return feed.read(after, maxWait);
    }

    @Override
    public Duration retention() {
        return feed.retention();
    }

    @Override
    public Duration clockMargin() {
        return feed.clockMargin();
    }

    /** The address. */
    @Override
    public String toString() {
        return "HttpRevocationLog[" + feed + "]";
    }

    private static Consumer<HttpRequest.Builder> bearer(String secret) {
        Objects.requireNonNull(secret, "secret");
        if (!secret.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "secret has to be of printable ASCII characters without blanks, and not empty");
        }
        return request -> request.setHeader("Authorization", "Bearer " + secret);
    }
}
