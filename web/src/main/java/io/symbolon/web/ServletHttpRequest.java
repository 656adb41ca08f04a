package io.symbolon.web;

import io.symbolon.http.HttpRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A servlet container's request. Asks it for nothing before it is asked itself. */
record ServletHttpRequest(HttpServletRequest request) implements HttpRequest {
    /** Every request that this adapter hands in comes out as the container's again. */
    static HttpServletRequest unwrap(HttpRequest request) {
        if (request instanceof ServletHttpRequest servlet) {
            return servlet.request();
        }
        throw new IllegalArgumentException("request is not a servlet container's");
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public String contextPath() {
        return request.getContextPath();
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(request.getQueryString());
    }

    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public String remoteAddress() {
        return String.valueOf(request.getRemoteAddr());
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public String serverName() {
        return request.getServerName();
    }

    @Override
    public int serverPort() {
        return request.getServerPort();
    }

    @Override
    public byte[] body(int maximumBytes) throws IOException {
        return request.getInputStream().readNBytes(maximumBytes);
    }
}
