package io.symbolon.web;

import io.symbolon.http.CookieSettingsBuilder;

/**
 * Names and attributes of the cookies of one transport: see {@link io.symbolon.http.CookieSettings}. Immutable.
 */
public final class CookieSettings {
    /** When a browser sends cookies with requests that another site has started (attribute {@code SameSite}). */
    public enum SameSite {
        /** Never: not even when a link of another site is followed. */
        STRICT(io.symbolon.http.SameSite.STRICT),
        /** Only when a link is followed. The default. */
        LAX(io.symbolon.http.SameSite.LAX),
        /** Always; for pages that live in another site's frames. */
        NONE(io.symbolon.http.SameSite.NONE);

        private final io.symbolon.http.SameSite value;

        SameSite(io.symbolon.http.SameSite value) {
            this.value = value;
        }
    }

    private final io.symbolon.http.CookieSettings settings;

    private CookieSettings(io.symbolon.http.CookieSettings settings) {
        this.settings = settings;
    }

    /**
     * Settings for {@link TokenTransport#cookie(CookieSettings)}: {@code __Host-access-token} for all paths,
     * {@code __Secure-refresh-token} for {@code /session}, {@code SameSite=Lax}.
     *
     * @return a new builder
     */
    public static Builder forCookie() {
        return new Builder(false);
    }

    /**
     * Settings for {@link TokenTransport#splitCookie(CookieSettings)}: {@code __Host-access-token-payload} and
     * {@code __Host-access-token-signature} for all paths, {@code __Secure-refresh-token-split} for {@code /session},
     * {@code SameSite=Lax}. No name of {@link #forCookie()} is among them, so one application can offer both.
     *
     * @return a new builder
     */
    public static Builder forSplitCookie() {
        return new Builder(true);
    }

    io.symbolon.http.CookieSettings settings() {
        return settings;
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder extends CookieSettingsBuilder<Builder> {
        private Builder(boolean isSplit) {
            super(isSplit);
        }

        /**
         * When cookies go with requests that another site has started.
         *
         * @param sameSite by default {@link SameSite#LAX}
         * @return this builder
         */
        public Builder sameSite(SameSite sameSite) {
            return sameSite(sameSite.value);
        }

        /**
         * Checks the settings as a whole.
         *
         * @return the settings
         * @throws IllegalArgumentException if they contradict themselves or a browser would drop a cookie
         */
        public CookieSettings build() {
            return new CookieSettings(settings());
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
