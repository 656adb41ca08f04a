package io.symbolon.internal.jwks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JWK set at an address. A fetch is bounded in time and size, and never leaves https. */
public final class JwksEndpoint {
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);
    private static final int MAXIMUM_BYTES = 256 * 1024;
    private static final int OK = 200;

    private final URI address;
    private final HttpClient client;
    private final Duration longestFetch;

    JwksEndpoint(URI address, HttpClient client, Duration longestFetch) {
        this.address = JwksAddress.requireSafe(Objects.requireNonNull(address, "source"));
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
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, information -> new LimitedBody(MAXIMUM_BYTES));
        try {
            return body(answer.get(longestFetch.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + longestFetch.toSeconds() + " seconds", late);
        } catch (ExecutionException failed) {
            throw new IOException("no answer that can be used", failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** The address, without what may be secret in it. */
    @Override
    public String toString() {
        return JwksAddress.describe(address);
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
            JwksAddress.requireSafe(hop.uri());
        } catch (IllegalArgumentException unsafe) {
            throw new IOException("the answer was redirected to an address that is not safe", unsafe);
        }
    }
}
