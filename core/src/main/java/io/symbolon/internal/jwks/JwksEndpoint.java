package io.symbolon.internal.jwks;

import io.symbolon.internal.net.BoundedExchange;
import io.symbolon.internal.net.SafeAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A JWK set at an address. A fetch is bounded in time and size, and never leaves https. */
public final class JwksEndpoint {
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);
    private static final int MAXIMUM_BYTES = 256 * 1024;
    private static final int OK = 200;
    private static final SafeAddress SAFE =
            new SafeAddress("a JWK set", "who can change the keys on their way can issue tokens");

    private final URI address;
    private final HttpClient client;
    private final Duration longestFetch;

    JwksEndpoint(URI address, HttpClient client, Duration longestFetch) {
        this.address = SAFE.require(Objects.requireNonNull(address, "source"));
        this.client = Objects.requireNonNull(client, "client");
        this.longestFetch = longestFetch;
        if (client.followRedirects() == Redirect.ALWAYS) {
            throw new IllegalArgumentException("the HttpClient follows redirects from https to http: build it with"
                    + " Redirect.NORMAL or Redirect.NEVER");
        }
    }

    /**
     * An endpoint.
     *
     * @throws IllegalArgumentException if the address is not safe, or the client would leave https
     */
    public static JwksEndpoint of(URI address, HttpClient client) {
        return new JwksEndpoint(address, client, LONGEST_FETCH);
    }

    /** The same with a client that trusts whom the JVM trusts. */
    public static JwksEndpoint of(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LONGEST_FETCH)
                .followRedirects(Redirect.NORMAL)
                .build();
        return of(address, client);
    }

    /**
     * The set's text.
     *
     * @throws IOException if there is none within ten seconds, it is too long, or it is answered with an error
     */
    String fetch() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(longestFetch)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        return body(BoundedExchange.send(client, request, longestFetch, MAXIMUM_BYTES));
    }

    /** The address, without what may be secret in it. */
    @Override
    public String toString() {
        return SafeAddress.describe(address);
    }

    private static String body(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("the answer has the status " + answer.statusCode());
        }
        requireSafe(answer);
        for (Optional<HttpResponse<String>> hop = answer.previousResponse();
                hop.isPresent();
                hop = hop.get().previousResponse()) {
            requireSafe(hop.get());
        }
        return answer.body();
    }

    /** Whoever can change one hop's answer can choose the next. */
    private static void requireSafe(HttpResponse<String> hop) throws IOException {
        try {
            SAFE.require(hop.uri());
        } catch (IllegalArgumentException unsafe) {
            throw new IOException("the answer was redirected to an address that is not safe", unsafe);
        }
    }
}
