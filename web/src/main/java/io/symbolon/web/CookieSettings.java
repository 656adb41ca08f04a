package io.symbolon.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names and attributes of the cookies of one transport. All are {@code Secure} unless told otherwise, and live until the
 * session's end: an expired access token has to arrive, so that the client is told to refresh and not to sign in.
 *
 * <p>Immutable. Combinations that a browser drops or that undo a protection are refused by {@link Builder#build()}.
 */
public final class CookieSettings {
    /** When a browser sends cookies with requests that another site has started (attribute {@code SameSite}). */
    public enum SameSite {
        /** Never: not even when a link of another site is followed. */
        STRICT("Strict"),
        /** Only when a link is followed. The default. */
        LAX("Lax"),
        /** Always; for pages that live in another site's frames. */
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    private final Builder values;

    private CookieSettings(Builder values) {
        this.values = values;
    }

    /**
     * Settings for {@link TokenTransport#cookie(CookieSettings)}: {@code __Host-access-token} for all paths,
     * {@code __Secure-refresh-token} for {@code /session}, {@code SameSite=Lax}.
     *
     * @return a new builder
     */
    public static Builder forCookie() {
        return new Builder("__Host-access-token", Optional.empty(), "__Secure-refresh-token");
    }

    /**
     * Settings for {@link TokenTransport#splitCookie(CookieSettings)}: {@code __Host-access-token-payload} and
     * {@code __Host-access-token-signature} for all paths, {@code __Secure-refresh-token-split} for {@code /session},
     * {@code SameSite=Lax}. No name of {@link #forCookie()} is among them, so one application can offer both.
     *
     * @return a new builder
     */
    public static Builder forSplitCookie() {
        return new Builder(
                "__Host-access-token-payload",
                Optional.of("__Host-access-token-signature"),
                "__Secure-refresh-token-split");
    }

    String accessTokenName() {
        return values.accessTokenName;
    }

    /** Only split cookies have it. */
    Optional<String> signatureName() {
        return values.signatureName;
    }

    String refreshTokenName() {
        return values.refreshTokenName;
    }

    String accessTokenPath() {
        return values.accessTokenPath;
    }

    String refreshTokenPath() {
        return values.refreshTokenPath;
    }

    boolean isSecure() {
        return values.secure;
    }

    List<String> names() {
        return Stream.of(
                        Optional.of(values.accessTokenName), values.signatureName, Optional.of(values.refreshTokenName))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a browser sends the refresh token with requests to a path (RFC 6265 section 5.1.4). */
    boolean refreshTokenReaches(String path) {
        String cookiePath = values.refreshTokenPath;
        return path.equals(cookiePath) || path.startsWith(cookiePath.endsWith("/") ? cookiePath : cookiePath + "/");
    }

    /** The value of a {@code Set-Cookie} header; all but name and value are the same when a cookie is cleared. */
    String setCookie(String name, String value, String path, long maxAgeSeconds, boolean httpOnly) {
        return name + "=" + value + "; Path=" + path
                + values.domain.map(domain -> "; Domain=" + domain).orElse("")
                + "; Max-Age=" + maxAgeSeconds
                + (values.secure ? "; Secure" : "")
                + (httpOnly ? "; HttpOnly" : "")
                + "; SameSite=" + values.sameSite.text;
    }

    /** Collects the settings. Not safe for use by many threads. */
    public static final class Builder {
        private String accessTokenName;
        private Optional<String> signatureName;
        private String refreshTokenName;
        private String accessTokenPath = "/";
        private String refreshTokenPath = "/session";
        private Optional<String> domain = Optional.empty();
        private SameSite sameSite = SameSite.LAX;
        private boolean secure = true;

        private Builder(String accessTokenName, Optional<String> signatureName, String refreshTokenName) {
            this.accessTokenName = accessTokenName;
            this.signatureName = signatureName;
            this.refreshTokenName = refreshTokenName;
        }

        private Builder(Builder other) {
            this.accessTokenName = other.accessTokenName;
            this.signatureName = other.signatureName;
            this.refreshTokenName = other.refreshTokenName;
            this.accessTokenPath = other.accessTokenPath;
            this.refreshTokenPath = other.refreshTokenPath;
            this.domain = other.domain;
            this.sameSite = other.sameSite;
            this.secure = other.secure;
        }

        /**
         * The name of the cookie with the access token, or with its header and payload.
         *
         * @param name a token of RFC 9110 section 5.6.2
         * @return this builder
         */
        public Builder accessTokenName(String name) {
            this.accessTokenName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * The name of the cookie with the access token's signature; for split cookies only.
         *
         * @param name a token of RFC 9110 section 5.6.2
         * @return this builder
         */
        public Builder signatureName(String name) {
            this.signatureName = Optional.of(name);
            return this;
        }

        /**
         * The name of the cookie with the refresh token.
         *
         * @param name a token of RFC 9110 section 5.6.2
         * @return this builder
         */
        public Builder refreshTokenName(String name) {
            this.refreshTokenName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Below which path the access token is sent. By default {@code /}.
         *
         * @param path with the application's context path
         * @return this builder
         */
        public Builder accessTokenPath(String path) {
            this.accessTokenPath = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Below which path the refresh token is sent. It has to cover the refresh and the sign-out endpoint and should
         * cover nothing else. By default {@code /session}.
         *
         * @param path with the application's context path
         * @return this builder
         */
        public Builder refreshTokenPath(String path) {
            this.refreshTokenPath = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Sends the cookies to all hosts of a domain. By default they go to the host that set them only, which is safer:
         * every host of the domain could read them.
         *
         * @param domain without a leading dot
         * @return this builder
         */
        public Builder domain(String domain) {
            this.domain = Optional.of(domain);
            return this;
        }

        /**
         * When cookies go with requests that another site has started.
         *
         * @param sameSite by default {@link SameSite#LAX}
         * @return this builder
         */
        public Builder sameSite(SameSite sameSite) {
            this.sameSite = Objects.requireNonNull(sameSite, "sameSite");
            return this;
        }

        /**
         * Whether cookies travel over https only. False is for development on other hosts than {@code localhost}, and
         * needs names without {@code __Host-} and {@code __Secure-}.
         *
         * @param secure by default true
         * @return this builder
         */
        public Builder secure(boolean secure) {
            this.secure = secure;
            return this;
        }

        /**
         * Checks the settings as a whole.
         *
         * @return the settings
         * @throws IllegalArgumentException if they contradict themselves or a browser would drop a cookie
         */
        public CookieSettings build() {
            CookieSettings settings = new CookieSettings(new Builder(this));
            CookieRules.requireDistinct(settings.names());
            CookieRules.requirePath(accessTokenPath, "accessTokenPath");
            CookieRules.requirePath(refreshTokenPath, "refreshTokenPath");
            domain.ifPresent(CookieRules::requireDomain);
            CookieRules.requireName(accessTokenName, accessTokenPath, domain, secure);
            signatureName.ifPresent(name -> CookieRules.requireName(name, accessTokenPath, domain, secure));
            CookieRules.requireName(refreshTokenName, refreshTokenPath, domain, secure);
            if (sameSite == SameSite.NONE && !secure) {
                throw new IllegalArgumentException("sameSite is NONE and secure is false: browsers drop such cookies");
            }
            return settings;
        }
    }
}
