package io.symbolon.web;

import io.symbolon.http.HttpAnswer;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;

/**
 * An application's response that hands out cookies beside. It may be reset, and keeps them; and no cache may keep it,
 * whatever the application says: else the next visitor gets somebody's cookies.
 */
final class ResponseWithAdditions extends HttpServletResponseWrapper {
    private static final Set<String> CACHING =
            Set.of("cache-control", "expires", "pragma", "cdn-cache-control", "surrogate-control");

    private final HttpAnswer additions;

    private ResponseWithAdditions(HttpServletResponse response, HttpAnswer additions) {
        super(response);
        this.additions = additions;
        add();
    }

    static HttpServletResponse of(HttpServletResponse response, HttpAnswer additions) {
        return additions.headers().isEmpty() ? response : new ResponseWithAdditions(response, additions);
    }

    @Override
    public void reset() {
        super.reset();
        add();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isCaching(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isCaching(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isCaching(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isCaching(name)) {
            super.addDateHeader(name, date);
        }
    }

    private void add() {
        for (HttpAnswer.Header header : additions.headers()) {
            if (isCaching(header.name())) {
                super.setHeader(header.name(), header.value());
            } else {
                super.addHeader(header.name(), header.value());
            }
        }
        super.setHeader("Cache-Control", additions.header("Cache-Control").orElse("private, no-store"));
    }

    private static boolean isCaching(String name) {
        return CACHING.contains(name.toLowerCase(Locale.ROOT));
    }
}
