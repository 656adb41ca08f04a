package io.symbolon.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the settings of cookies, for {@link CookieSettings.Builder} and for the builders of adapters. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class CookieSettingsBuilder<B extends CookieSettingsBuilder<B>> {
    /** A path that no application has: what names and paths look like elsewhere is much the same. */
    private static final Mount SOMEWHERE = new Mount("", "", "/session");

    private final boolean isSplit;
    private Optional<String> accessTokenName = Optional.empty();
    private Optional<String> signatureName = Optional.empty();
    private Optional<String> refreshTokenName = Optional.empty();
    private Optional<String> application = Optional.empty();
    private String accessTokenPath = "/";
    private Optional<String> refreshTokenPath = Optional.empty();
    private boolean refreshTokenToAllPages;
    private boolean remembersDevices;
    private List<String> formerPaths = List.of();
    private Optional<String> domain = Optional.empty();
    private CookieAttributes attributes = CookieAttributes.DEFAULTS;

    /**
     * With the defaults.
     *
     * @param isSplit whether the access token travels in two cookies
     */
    protected CookieSettingsBuilder(boolean isSplit) {
        this.isSplit = isSplit;
    }

    private CookieSettingsBuilder(CookieSettingsBuilder<?> other) {
        this.isSplit = other.isSplit;
        this.accessTokenName = other.accessTokenName;
        this.signatureName = other.signatureName;
        this.refreshTokenName = other.refreshTokenName;
        this.application = other.application;
        this.accessTokenPath = other.accessTokenPath;
        this.refreshTokenPath = other.refreshTokenPath;
        this.refreshTokenToAllPages = other.refreshTokenToAllPages;
        this.remembersDevices = other.remembersDevices;
        this.formerPaths = other.formerPaths;
        this.domain = other.domain;
        this.attributes = other.attributes;
    }

    /** The builder as it is now, for settings that no longer change. */
    private static final class Frozen extends CookieSettingsBuilder<Frozen> {
        private Frozen(CookieSettingsBuilder<?> other) {
            super(other);
        }

        @Override
        protected Frozen self() {
            return this;
        }
    }

    /**
     * This builder.
     *
     * @return itself
     */
    protected abstract B self();

    /**
     * The name of the cookie with the access token, or with its header and payload.
     *
     * @param name a token of RFC 9110 section 5.6.2
     * @return this builder
     */
    public final B accessTokenName(String name) {
        this.accessTokenName = Optional.of(name);
        return self();
    }

    /**
     * The name of the cookie with the access token's signature; for split cookies only.
     *
     * @param name a token of RFC 9110 section 5.6.2
     * @return this builder
     */
    public final B signatureName(String name) {
        this.signatureName = Optional.of(name);
        return self();
    }

    /**
     * The name of the cookie with the refresh token.
     *
     * @param name a token of RFC 9110 section 5.6.2
     * @return this builder
     */
    public final B refreshTokenName(String name) {
        this.refreshTokenName = Optional.of(name);
        return self();
    }

    /**
     * A name of the application, which becomes part of the names of its cookies: for several applications on the same
     * host and path, such as on two ports, which browsers do not tell apart. By default the application's path.
     *
     * @param name letters, digits and {@code ._~-}
     * @return this builder
     */
    public final B application(String name) {
        this.application = Optional.of(name);
        return self();
    }

    /**
     * Below which path the access token is sent. By default {@code /}.
     *
     * @param path as the browser sees it, with the application's context path
     * @return this builder
     */
    public final B accessTokenPath(String path) {
        this.accessTokenPath = Objects.requireNonNull(path, "path");
        return self();
    }

    /**
     * Below which path the refresh token is sent. It has to cover the refresh and the sign-out endpoint and should cover
     * nothing else, unless people who navigate are to stay signed in: see {@link #refreshTokenToAllPages()}. By default
     * the path that both endpoints have in common, such as {@code /session}.
     *
     * @param path as the browser sees it, with the application's context path
     * @return this builder
     */
    public final B refreshTokenPath(String path) {
        this.refreshTokenPath = Optional.of(path);
        return self();
    }

    /**
     * Sends the refresh token to all pages of the application, so that people who navigate stay signed in: its path is the
     * application's root, as browsers see it. A {@link #refreshTokenPath} takes its place.
     *
     * @return this builder
     */
    public final B refreshTokenToAllPages() {
        this.refreshTokenToAllPages = true;
        return self();
    }

    /**
     * Paths that earlier releases of the application gave to its cookies. Cookies that linger there are cleared at the
     * next sign-in, refresh and sign-out.
     *
     * @param paths as the browser sees them
     * @return this builder
     */
    public final B formerPaths(String... paths) {
        this.formerPaths = List.of(paths);
        return self();
    }

    /**
     * Sends the cookies to all hosts of a domain. By default they go to the host that set them only, which is safer:
     * every host of the domain could read them.
     *
     * @param domain without a leading dot
     * @return this builder
     */
    public final B domain(String domain) {
        this.domain = Optional.of(domain);
        return self();
    }

    /**
     * When cookies go with requests that another site has started.
     *
     * @param sameSite by default {@link SameSite#LAX}
     * @return this builder
     */
    public final B sameSite(SameSite sameSite) {
        this.attributes = attributes.withSameSite(Objects.requireNonNull(sameSite, "sameSite"));
        return self();
    }

    /**
     * Whether cookies travel over https only. False is for development on other hosts than {@code localhost}; names that
     * are not set then have no prefix.
     *
     * @param secure by default true
     * @return this builder
     */
    public final B secure(boolean secure) {
        this.attributes = attributes.withSecure(secure);
        return self();
    }

    /**
     * Whether cookies live until the session's end. Else the browser forgets them when it closes, as far as it does not
     * restore its windows; the session goes on until its own end.
     *
     * @param persistent by default true
     * @return this builder
     */
    public final B persistent(boolean persistent) {
        this.attributes = attributes.withPersistent(persistent);
        return self();
    }

    /**
     * Clients whose sessions' cookies the browser forgets when it closes, whatever {@link #persistent} says: for people
     * who do not tick "remember me". Such a sign-in names the client by {@code CreateOptions.withClient}, and the client's
     * {@code ClientPolicy} says how long such sessions live.
     *
     * @param clientIds by default none; copied
     * @return this builder
     */
    public final B untilBrowserCloses(String... clientIds) {
        this.attributes = attributes.withClosingClients(Set.copyOf(List.of(clientIds)));
        return self();
    }

    /**
     * Keeps a device token ({@link io.symbolon.DeviceTokens}) in one more cookie, {@code __Host-device}, for 400 days and
     * also after a sign-out: {@code SessionCreatedEvent.familiarity} then says whether a subject has signed in from this
     * browser before. By default there is none.
     *
     * @return this builder
     */
    public final B rememberDevices() {
        this.remembersDevices = true;
        return self();
    }

    /**
     * Checks the settings as a whole, as they are now.
     *
     * @return the settings
     * @throws IllegalArgumentException if they contradict themselves or a browser would drop a cookie
     */
    protected final CookieSettings settings() {
        CookieRules.requirePath(accessTokenPath, "accessTokenPath");
        refreshTokenPath.ifPresent(path -> CookieRules.requirePath(path, "refreshTokenPath"));
        formerPaths.forEach(path -> CookieRules.requirePath(path, "formerPaths"));
        domain.ifPresent(CookieRules::requireDomain);
        application.ifPresent(CookieRules::requireApplication);
        CookieNames names = names(SOMEWHERE);
        CookieReach reach = reach(SOMEWHERE);
        CookieRules.requireDistinct(names.all());
        boolean secure = attributes.secure();
        CookieRules.requireName(names.accessToken(), accessTokenPath, domain, secure);
        names.signature().ifPresent(name -> CookieRules.requireName(name, accessTokenPath, domain, secure));
        CookieRules.requireName(names.refreshToken(), reach.refreshTokenPath(), domain, secure);
        if (attributes.sameSite() == SameSite.NONE && !secure) {
            throw new IllegalArgumentException("sameSite is NONE and secure is false: browsers drop such cookies");
        }
        return new CookieSettings(new Frozen(this));
    }

    final boolean isSplit() {
        return isSplit;
    }

    final CookieAttributes attributes() {
        return attributes;
    }

    final boolean remembersDevices() {
        return remembersDevices;
    }

    /** At the root, so that no other host of the domain can set it. */
    final String deviceName(Mount mount) {
        return (attributes.secure() ? "__Host-" : "") + own(mount) + "device";
    }

    final Optional<String> fixedRefreshTokenPath() {
        return refreshTokenPath;
    }

    final CookieReach reach(Mount mount) {
        String root = mount.path().isEmpty() ? "/" : mount.path();
        String usual = refreshTokenToAllPages ? root : mount.tokenPath();
        return new CookieReach(accessTokenPath, refreshTokenPath.orElse(usual), formerPaths, domain);
    }

    /** Prefixes that a browser enforces (RFC 6265bis section 4.1.3). */
    final CookieNames names(Mount mount) {
        String own = own(mount);
        String host = domain.isEmpty() && accessTokenPath.equals("/") ? "__Host-" : "__Secure-";
        String access = (attributes.secure() ? host : "") + own + "access-token";
        String refresh = (attributes.secure() ? "__Secure-" : "") + own + "refresh-token";
        return new CookieNames(
                accessTokenName.orElse(isSplit ? access + "-payload" : access),
                isSplit ? Optional.of(signatureName.orElse(access + "-signature")) : signatureName,
                refreshTokenName.orElse(isSplit ? refresh + "-split" : refresh),
                (attributes.secure() ? host : "") + own + "session-bound" + (isSplit ? "-split" : ""));
    }

    private String own(Mount mount) {
        return application
                .or(() -> CookieRules.asName(mount.application()))
                .map(name -> name + "-")
                .orElse("");
    }
}
