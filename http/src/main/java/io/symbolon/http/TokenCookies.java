package io.symbolon.http;

import io.symbolon.Binding;
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
        boolean isRenewedByBrowser = isRenewedByBrowser(tokens);
        HttpAnswer answer = HttpAnswer.unchanged().withHeader("Cache-Control", "no-store");
        for (Value value : values) {
            // A browser renews a bound cookie when it is gone: it has to go when its token does.
            boolean goesWithItsToken = isRenewedByBrowser && !value.name().equals(names.refreshToken());
            String cookie = line(
                    value,
                    pathOf(value.name()),
                    reach.domain(),
                    arePersistent || goesWithItsToken,
                    secondsUntil(
                            goesWithItsToken ? tokens.accessTokenExpiresAt() : tokens.refreshTokenExpiresAt(), now));
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
        if (isRenewedByBrowser) {
            long age = secondsUntil(tokens.refreshTokenExpiresAt(), now);
            return answer.withAddedHeader("Set-Cookie", marker("1", arePersistent, age));
        }
        return withoutMarker(answer, request);
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
        return withoutMarker(cleared, request);
    }

    /** What a cookie has to be like to be the one that a browser renews: a {@code Set-Cookie} line without its value. */
    String attributesOf(String name, boolean isHidden) {
        return "Path=" + pathOf(name)
                + reach.domain().map(host -> "; Domain=" + host).orElse("")
                + attributes.text(isHidden);
    }

    private static boolean isRenewedByBrowser(SessionTokens tokens) {
        return tokens.binding().filter(Binding.Dbsc.class::isInstance).isPresent();
    }

    private HttpAnswer withoutMarker(HttpAnswer answer, HttpRequest request) {
        return CookieHeader.values(request, names.boundMarker()).isEmpty()
                ? answer
                : answer.withAddedHeader("Set-Cookie", marker("", true, 0));
    }

    /** Scripts may read it, and it arrives with each request. */
    private String marker(String value, boolean persistent, long maxAgeSeconds) {
        Value marker = new Value(names.boundMarker(), value, false);
        return line(marker, reach.accessTokenPath(), reach.domain(), persistent, maxAgeSeconds);
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

    /** At least one: zero would delete the cookie. */
    private static long secondsUntil(Instant end, Instant now) {
        return Math.max(1, Duration.between(now, end).toSeconds());
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
