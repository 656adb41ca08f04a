package io.symbolon.webflux;

import io.symbolon.http.HttpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * A request of WebFlux.
 *
 * @param request the request
 * @param start of its body; empty where nobody has read it
 */
record ExchangeRequest(ServerHttpRequest request, Optional<byte[]> start) implements HttpRequest {
    /** More than any endpoint takes. */
    private static final int MAXIMUM_BODY = 65_536;

    static ExchangeRequest withoutBody(ServerHttpRequest request) {
        return new ExchangeRequest(request, Optional.empty());
    }

    static ExchangeRequest empty(ServerHttpRequest request) {
        return new ExchangeRequest(request, Optional.of(new byte[0]));
    }

    /** Reads the body's start first, without a thread that waits for it: however slowly a client sends. */
    static Mono<ExchangeRequest> withBody(ServerHttpRequest request) {
        return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(request.getBody(), MAXIMUM_BODY))
                .map(ExchangeRequest::bytes)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new ExchangeRequest(request, Optional.of(bytes)));
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String path() {
        return request.getPath().value();
    }

    @Override
    public String contextPath() {
        return request.getPath().contextPath().value();
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(request.getURI().getRawQuery());
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getOrEmpty(name);
    }

    @Override
    public String remoteAddress() {
        InetSocketAddress address = request.getRemoteAddress();
        if (address == null) {
            return "unknown";
        }
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }

    @Override
    public String scheme() {
        return text(request.getURI().getScheme());
    }

    /** A name that is none by RFC 3986, such as one with an underscore, is nevertheless a name. */
    @Override
    public String serverName() {
        URI address = request.getURI();
        return address.getHost() == null
                ? text(address.getRawAuthority()).replaceFirst(":\\d+$", "")
                : address.getHost();
    }

    @Override
    public int serverPort() {
        URI address = request.getURI();
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return scheme().equals("https") ? 443 : 80;
    }

    @Override
    public byte[] body(int maximumBytes) throws IOException {
        if (maximumBytes > MAXIMUM_BODY) {
            throw new IllegalArgumentException("maximumBytes is larger than " + MAXIMUM_BODY);
        }
        byte[] bytes = start.orElseThrow(() -> new IOException("The body was not read."));
        return Arrays.copyOf(bytes, Math.min(bytes.length, maximumBytes));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    @Override
    public String toString() {
        return "ExchangeRequest[" + method() + "]";
    }
}
