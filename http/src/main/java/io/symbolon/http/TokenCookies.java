package io.symbolon.http;

import io.symbolon.SessionTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cookies of one transport, in an application that is mounted somewhere: sets and clears them. */
record TokenCookies(CookieNames names, CookieReach reach, CookieAttributes attributes, Mount mount) {
    /** What every browser keeps, counted as RFC 6265 section 6.1 does: name, value and attributes. */
    static final int MAXIMUM_BYTES = 4096;

    /** About 300 years, in seconds: no age is written with more digits. */
    private static final long LONGEST_AGE = 9_999_999_999L;

    /**
     * One cookie to be set.
     *
     * @param isHidden whether scripts may not read it
     */
    record Value(String name, String text, boolean isHidden) {
        @Override
        public String toString() {
            return "Value[name=" + name + ", text=<redacted>]";
        }
    }

    /** How many characters of a value fit beside all else of its cookie. */
    int room(String name, boolean isHidden) {
        Value empty = new Value(name, "", isHidden);
        return MAXIMUM_BYTES - bytes(line(empty, pathOf(name), reach.domain(), attributes.persistent(), LONGEST_AGE));
    }

    /**
     * The header {@code Set-Cookie} of each value and of the refresh token, if the client gets it, after what clears
     * cookies of the same names at other paths: those would arrive beside the new ones.
     *
     * @throws IllegalArgumentException if a browser would drop one of them
     */
    HttpAnswer set(List<Value> accessToken, IssuedTokens issued, Instant now, HttpRequest request) {
        SessionTokens tokens = issued.tokens();
        List<Value> values = new ArrayList<>(accessToken);
        if (issued.bringsRefreshToken()) {
            values.add(new Value(names.refreshToken(), tokens.refreshToken(), true));
        }
        boolean arePersistent = attributes.arePersistent(tokens.accessToken());
        HttpAnswer answer = HttpAnswer.unchanged().withHeader("Cache-Control", "no-store");
        for (Value value : values) {
            String cookie = line(value, pathOf(value.name()), reach.domain(), arePersistent, maxAge(tokens, now));
            requireKept(value.name(), cookie, tokens);
            for (String stale : staleLines(value.name(), request)) {
                answer = answer.withAddedHeader("Set-Cookie", stale);
            }
            answer = answer.withAddedHeader("Set-Cookie", cookie);
        }
        if (!issued.bringsRefreshToken()) {
            for (String stale : staleLines(names.refreshToken(), request)) {
                answer = answer.withAddedHeader("Set-Cookie", stale);
            }
        }
        return answer;
    }

    /** Clears all cookies of the transport, wherever they may be. */
    HttpAnswer clear(HttpAnswer answer, HttpRequest request, Optional<String> readableName) {
        HttpAnswer cleared = answer;
        for (String name : names.all()) {
            boolean isHidden = !readableName.equals(Optional.of(name));
            Set<String> lines = new LinkedHashSet<>();
            lines.add(emptied(name, pathOf(name), reach.domain(), isHidden));
            lines.addAll(staleLines(name, request));
            for (String line : lines) {
                cleared = cleared.withAddedHeader("Set-Cookie", line);
            }
        }
        return cleared;
    }

    private List<String> staleLines(String name, HttpRequest request) {
        if (name.startsWith("__Host-")) {
            return List.of();
        }
        int arrived = CookieHeader.values(request, name).size();
        List<String> lines = new ArrayList<>();
        String present = pathOf(name);
        if (arrived > 0 && reach.domain().isPresent()) {
            lines.add(emptied(name, present, Optional.empty(), true));
        }
        for (String path : reach.otherPaths(present, mount, arrived > 1)) {
            lines.add(emptied(name, path, Optional.empty(), true));
            if (reach.domain().isPresent()) {
                lines.add(emptied(name, path, reach.domain(), true));
            }
        }
        return lines;
    }

    private String pathOf(String name) {
        return name.equals(names.refreshToken()) ? reach.refreshTokenPath() : reach.accessTokenPath();
    }

    private String emptied(String name, String path, Optional<String> domain, boolean isHidden) {
        return line(new Value(name, "", isHidden), path, domain, true, 0);
    }

    /** All but name, value and age are the same when a cookie is cleared. */
    private String line(Value value, String path, Optional<String> domain, boolean persistent, long maxAgeSeconds) {
        return value.name() + "=" + value.text() + "; Path=" + path
                + domain.map(host -> "; Domain=" + host).orElse("")
                + (persistent ? "; Max-Age=" + maxAgeSeconds : "")
                + attributes.text(value.isHidden());
    }

    /** Until the session's end, but at least a second: zero would delete the cookie. */
    private static long maxAge(SessionTokens tokens, Instant now) {
        return Math.max(1, Duration.between(now, tokens.refreshTokenExpiresAt()).toSeconds());
    }

    private static void requireKept(String cookieName, String setCookie, SessionTokens tokens) {
        int size = bytes(setCookie);
        if (size > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("Cookie " + cookieName + " would have " + size
                    + " bytes and browsers keep " + MAXIMUM_BYTES + ": the access token's claims take "
                    + claimsSize(tokens.accessToken()) + " bytes. Keep fewer or shorter claims in it.");
        }
    }

    private static int bytes(String setCookie) {
        return setCookie.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int claimsSize(String accessToken) {
        int start = accessToken.indexOf('.') + 1;
        int encoded = accessToken.lastIndexOf('.') - start;
        return encoded * 3 / 4;
    }
}
