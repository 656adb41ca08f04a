package io.symbolon.http;

import java.net.URI;
import java.util.Locale;

/**
 * The application's address as browsers see it, where that differs from what the server sees.
 *
 * @param origin such as {@code https://app.example.com}
 * @param path such as {@code /shop}; empty at the root
 */
record ExternalBase(String origin, String path) {
    static ExternalBase of(URI base) {
        String scheme = base.getScheme();
        boolean isWeb = "https".equals(scheme) || "http".equals(scheme);
        if (!isWeb
                || base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException("externalBase has to be what browsers see of the application, such as"
                    + " https://app.example.com/shop: scheme, host, and perhaps port and path");
        }
        String path = base.getRawPath().endsWith("/")
                ? base.getRawPath().substring(0, base.getRawPath().length() - 1)
                : base.getRawPath();
        if (!path.isEmpty()) {
            CookieRules.requirePath(path, "externalBase's path");
        }
        int defaultPort = scheme.equals("https") ? 443 : 80;
        boolean namesPort = base.getPort() >= 0 && base.getPort() != defaultPort;
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return new ExternalBase(scheme + "://" + host + (namesPort ? ":" + base.getPort() : ""), path);
    }
}
