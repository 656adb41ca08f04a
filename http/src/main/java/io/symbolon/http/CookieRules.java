package io.symbolon.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a browser accepts as a cookie's name and attributes (RFC 6265bis section 4.1), and what keeps its promises. */
final class CookieRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._~-]+");
    private static final int MAXIMUM_OWN = 64;

    private CookieRules() {}

    static void requireName(String name, String path, Optional<String> domain, boolean secure) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a cookie's name has to be 1 to 128 letters, digits and !#$%&'*+.^_`|~- (RFC 9110 section 5.6.2)");
        }
        boolean isHost = hasPrefix(name, "__Host-");
        boolean isSecure = hasPrefix(name, "__Secure-");
        if ((isHost || isSecure) && !secure) {
            throw new IllegalArgumentException(
                    "cookie " + name + ": a name with __Host- or __Secure- needs secure(true), or choose another name");
        }
        if (isHost && !path.equals("/")) {
            throw new IllegalArgumentException(
                    "cookie " + name + ": a name with __Host- needs the path /, or choose a name with __Secure-");
        }
        if (isHost && domain.isPresent()) {
            throw new IllegalArgumentException(
                    "cookie " + name + ": a name with __Host- allows no domain, or choose a name with __Secure-");
        }
    }

    static void requireDistinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("two cookies have the same name: each needs its own");
            }
        }
    }

    static void requireApplication(String name) {
        if (!asName(name).equals(Optional.of(name))) {
            throw new IllegalArgumentException("application has to be 1 to 64 letters, digits and ._~-");
        }
    }

    /** A path as a part of a cookie's name; empty at the root. */
    static Optional<String> asName(String path) {
        String name = NOT_IN_NAMES.matcher(path).replaceAll("-");
        String trimmed = name.startsWith("-") ? name.substring(1) : name;
        return trimmed.isEmpty()
                ? Optional.empty()
                : Optional.of(trimmed.length() > MAXIMUM_OWN ? trimmed.substring(0, MAXIMUM_OWN) : trimmed);
    }

    static void requirePath(String path, String argument) {
        if (!PATH.matcher(path).matches() || path.contains("/.")) {
            throw new IllegalArgumentException(argument
                    + " has to be / or begin with it, have letters, digits and ._~- between slashes, and not end with"
                    + " a slash");
        }
    }

    static void requireReached(String cookiePath, String path) {
        if (!CookieReach.covers(cookiePath, path)) {
            throw new IllegalArgumentException("The refresh token's cookie has the path " + cookiePath
                    + " and does not reach " + path
                    + ": set refreshTokenPath(…) to a path that covers refresh and sign-out, context path included.");
        }
    }

    static void requireDomain(String domain) {
        if (!DOMAIN.matcher(domain).matches() || domain.contains("..")) {
            throw new IllegalArgumentException("domain has to be a host name without a leading dot");
        }
    }

    private static boolean hasPrefix(String name, String prefix) {
        if (!name.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return false;
        }
        if (!name.startsWith(prefix)) {
            throw new IllegalArgumentException("cookie " + name + ": write the prefix as " + prefix
                    + ", or some browsers do not enforce what it promises");
        }
        return true;
    }
}
