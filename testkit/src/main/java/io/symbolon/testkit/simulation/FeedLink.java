package io.symbolon.testkit.simulation;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The network between a verifier and the revocation feed of the managers, as the client of HTTP that the verifier uses. Each
 * request goes to any manager that is up. Requests and answers are lost; an answer that is late arrives as that of the next
 * request.
 */
final class FeedLink extends HttpClient {
    private static final long TIMEOUT = 1_000_000;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;
    private static final double KEPT = 0.5;

    /** So long a page is shared with those who come later. */
    private static final long SHARED = 120_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Node node;
    private final Draw draw;
    private final Supplier<List<Node>> managers;
    private @Nullable String kept;
    private FeedServer.@Nullable Served served;
    private long askedAt;
    private long askedByClock;

    FeedLink(Scheduler scheduler, Servers servers, Node node, Draw draw, Supplier<List<Node>> managers) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.node = node;
        this.draw = draw;
        this.managers = managers;
    }

    /** Notes what the last answer, which was a page, makes its node know. */
    void delivered() {
        FeedServer.Served page = served;
        if (page != null) {
            long age = Math.max(0, page.arrivedMicros() - page.read().askedAt()) + 2_000;
            node.delivered(
                    page.page(),
                    page.read().tick(),
                    new Contact(Math.min(askedAt, page.read().askedAt()), askedAt - age, askedByClock - age / 1_000));
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> unused) {
        askedAt = scheduler.now();
        askedByClock = node.clock.millis();
        served = null;
        try {
            return CompletableFuture.completedFuture(answer(request));
        } catch (IOException failed) {
            scheduler.sleep(TIMEOUT);
            return CompletableFuture.failedFuture(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private <T> HttpResponse<T> answer(HttpRequest request) throws IOException, InterruptedException {
        Map<String, String> asked = query(request.uri());
        LogCursor after = new LogCursor(asked.getOrDefault("after", ""));
        long wait = new BigDecimal(asked.getOrDefault("wait", "0"))
                .movePointRight(6)
                .longValue();
        scheduler.sleep(servers.weather().way(draw));
        Weather.Fate fate = servers.weather().fate(draw, false);
        List<Node> up = managers.get();
        if (node.isCut() || fate == Weather.Fate.REQUEST_LOST || up.isEmpty()) {
            throw new IOException("nobody was reached");
        }
        Run manager = up.get(draw.below(up.size())).run;
        if (manager == null) {
            throw new IOException("nobody was there");
        }
        Optional<FeedServer.Served> page = read(manager, after, wait);
        String text = page.isEmpty()
                ? ""
                : FeedText.of(page.get().page(), manager.feed().orElseThrow().feed(), asked.getOrDefault("nonce", ""));
        scheduler.sleep(servers.weather().way(draw));
        String late = kept;
        kept = null;
        if (node.isCut() || fate == Weather.Fate.ANSWER_LOST || manager.link().isCrashed) {
            kept = draw.chance(KEPT) ? text : null;
            throw new IOException("no answer came");
        }
        if (late != null) {
            return new Answer<>(request, OK, late);
        }
        served = page.orElse(null);
        return new Answer<>(request, page.isPresent() ? OK : UNAVAILABLE, text);
    }

    /** Empty if the manager cannot read the log. */
    private Optional<FeedServer.Served> read(Run manager, LogCursor after, long waitMicros)
            throws InterruptedException {
        long deadline = scheduler.now() + waitMicros;
        try {
            FeedServer.Served page = manager.feed().orElseThrow().read(after);
            while (LinkedLog.isNothing(page.page()) && scheduler.now() < deadline && !manager.link().isCrashed) {
                Task reader = scheduler.running();
                servers.wakesUp(reader);
                scheduler.sleep(deadline - scheduler.now());
                servers.wakesNoMore(reader);
                // Until then it would be given the page that others saw.
                scheduler.sleep(SHARED);
                page = manager.feed().orElseThrow().read(after);
            }
            return Optional.of(page);
        } catch (SessionStorageException | IllegalStateException away) {
            return Optional.empty();
        }
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    /** What a feed answers. */
    private record Answer<T>(HttpRequest request, int statusCode, String text) implements HttpResponse<T> {
        @Override
        @SuppressWarnings("unchecked") // who reads a feed asks for a text
        public T body() {
            return (T) text;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return java.net.http.HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLParameters sslParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
