package io.symbolon.http;

import java.util.Optional;

/**
 * Names and attributes of the cookies of one transport. All are {@code Secure} unless told otherwise, and live until the
 * session's end: an expired access token has to arrive, so that the client is told to refresh and not to sign in.
 *
 * <p>Names that are not set follow from the rest: {@code __Host-} where a browser allows it, else {@code __Secure-}, or
 * no prefix for cookies that are not secure; then the application's name, else its path, so that two applications of one
 * host do not overwrite each other's cookies.
 *
 * <p>Immutable. Combinations that a browser drops or that undo a protection are refused by {@link Builder#build()}.
 */
public final class CookieSettings {
    private final CookieSettingsBuilder<?> values;

    CookieSettings(CookieSettingsBuilder<?> values) {
        this.values = values;
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

    boolean isSplit() {
        return values.isSplit();
    }

    boolean isSecure() {
        return values.attributes().secure();
    }

    /** Where the device token is; empty if none is kept. */
    Optional<DeviceCookie> device(Mount mount) {
        return values.remembersDevices()
                ? Optional.of(new DeviceCookie(values.deviceName(mount), values.attributes()))
                : Optional.empty();
    }

    /** What is set by hand, and does not follow from where the application is. */
    Optional<String> fixedRefreshTokenPath() {
        return values.fixedRefreshTokenPath();
    }

    /** The cookies of an application that is mounted there. */
    TokenCookies at(Mount mount) {
        return new TokenCookies(values.names(mount), values.reach(mount), values.attributes(), mount);
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder extends CookieSettingsBuilder<Builder> {
        private Builder(boolean isSplit) {
            super(isSplit);
        }

        /**
         * Checks the settings as a whole.
         *
         * @return the settings
         * @throws IllegalArgumentException if they contradict themselves or a browser would drop a cookie
         */
        public CookieSettings build() {
            return settings();
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
