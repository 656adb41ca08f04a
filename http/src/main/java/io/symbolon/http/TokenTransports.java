package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All transports that an application offers, and which origins may use those with cookies. Immutable.
 *
 * <p>A request that carries an explicit token, such as a bearer token, is judged by that alone, and its cookies do not
 * count. An unsafe request that relies on cookies has to come from the application's own pages or an allowed origin.
 */
public final class TokenTransports {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");
    private static final Mount ANYWHERE = new Mount("", "", "/session");

    private final List<TokenTransport> inOrder;
    private final List<TokenTransport> explicitFirst;
    private final Set<String> allowedOrigins;
    private final Mounts mounts;
    private final CrossSiteGuard guard;

    private TokenTransports(List<TokenTransport> inOrder, Set<String> allowedOrigins, Mounts mounts) {
        this.inOrder = inOrder;
        this.explicitFirst = inOrder.stream()
                .sorted(Comparator.comparing(TokenTransport::isAmbient))
                .toList();
        this.allowedOrigins = allowedOrigins;
        this.mounts = mounts;
        this.guard = new CrossSiteGuard(
                allowedOrigins,
                mounts.base().map(ExternalBase::origin),
                ambient(inOrder).anyMatch(cookies -> !cookies.settings().isSecure()));
    }

    /**
     * One or more transports.
     *
     * @param first the one that a sign-in uses if it names no other
     * @param others what else is accepted; no two may have a cookie's name in common
     * @return the transports; only the application's own origin is allowed
     * @throws IllegalArgumentException if two have a cookie's name in common
     */
    public static TokenTransports of(TokenTransport first, TokenTransport... others) {
        List<TokenTransport> all =
                Stream.concat(Stream.of(first), Stream.of(others)).toList();
        Set<String> names = new HashSet<>();
        ambient(all)
                .flatMap(cookies -> cookies.settings().at(ANYWHERE).names().all().stream())
                .forEach(name -> {
                    if (!names.add(name.toLowerCase(Locale.ROOT))) {
                        throw new IllegalArgumentException(
                                "two transports have a cookie " + name + ": each needs its own names");
                    }
                });
        return new TokenTransports(all, Set.of(), Mounts.DEFAULT);
    }

    /**
     * These transports, for pages of other origins too. Such pages also need CORS, which is the application's to set up.
     *
     * @param origins such as {@code https://app.example.com}: lower case, no path, no default port
     * @return new transports
     * @throws IllegalArgumentException if a text is not an origin
     */
    public TokenTransports withAllowedOrigins(String... origins) {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("origins holds " + origin
                        + ": write scheme, host and port only, in lower case, such as https://app.example.com");
            }
        }
        return new TokenTransports(inOrder, Set.of(Stream.of(origins).distinct().toArray(String[]::new)), mounts);
    }

    /**
     * These transports, of an application whose address browsers know by another name, port or path than the server:
     * names and paths of cookies, and the application's own origin, follow from it.
     *
     * @param base such as {@code https://app.example.com/shop}
     * @return new transports
     * @throws IllegalArgumentException if the text is not an address of the web
     */
    public TokenTransports withExternalBase(URI base) {
        return new TokenTransports(inOrder, allowedOrigins, mounts.withBase(ExternalBase.of(base)));
    }

    /**
     * The transport that a sign-in uses if it names no other.
     *
     * @return the first
     */
    public TokenTransport first() {
        return inOrder.get(0);
    }

    /**
     * The access token of a request, wherever it travels.
     *
     * @param request the request
     * @return the token's text, not verified, or empty if there is none
     * @throws RefusedRequestException if there are several, or if the request is unsafe, relies on cookies, and comes from
     *     elsewhere
     */
    public Optional<String> accessToken(HttpRequest request) {
        return onlyAccessToken(request).map(PresentedTokens::first);
    }

    /**
     * The access token of a request, wherever it travels, unless it may not travel there: one of a session that a browser has
     * bound (Device Bound Session Credentials) is good in its cookie only.
     *
     * @param request the request
     * @param verification {@code manager::verify} or {@code verifier::verify}; what it refuses is left to the caller
     * @return the token's text, still to be verified, or empty if there is none
     * @throws RefusedRequestException as {@link #accessToken(HttpRequest)} throws it, and if the token came elsewhere
     */
    public Optional<String> accessToken(HttpRequest request, Function<String, AccessToken> verification) {
        Optional<PresentedTokens> presented = onlyAccessToken(request);
        presented
                .filter(tokens -> !tokens.transport().isAmbient())
                .ifPresent(tokens -> requireUnboundToCookie(tokens.first(), verification));
        return presented.map(PresentedTokens::first);
    }

    private Optional<PresentedTokens> onlyAccessToken(HttpRequest request) {
        Optional<PresentedTokens> presented = presentedAccessTokens(request);
        if (presented.isPresent() && presented.get().texts().size() > 1) {
            throw new RefusedRequestException(Code.AMBIGUOUS_SESSION);
        }
        return presented;
    }

    private static void requireUnboundToCookie(String text, Function<String, AccessToken> verification) {
        AccessToken token;
        try {
            token = verification.apply(text);
        } catch (InvalidAccessTokenException refused) {
            return;
        }
        if (token.binding().filter(Binding.Dbsc.class::isInstance).isPresent()) {
            throw new RefusedRequestException(Code.BOUND_TO_COOKIE);
        }
    }

    Optional<PresentedTokens> presentedAccessTokens(HttpRequest request) {
        Optional<PresentedTokens> presented = uncheckedAccessTokens(request);
        if (presented.isPresent()
                && presented.get().transport().isAmbient()
                && !CrossSiteGuard.passesFromAnywhere(request)) {
            guard.check(request);
        }
        return presented;
    }

    /** The access tokens of a request that is told from another site's by what else it carries. */
    Optional<PresentedTokens> uncheckedAccessTokens(HttpRequest request) {
        Mount mount = mounts.of(request);
        for (TokenTransport transport : explicitFirst) {
            List<String> tokens = transport.accessTokens(request, mount);
            if (!tokens.isEmpty()) {
                return Optional.of(new PresentedTokens(tokens, transport, proof(request, transport, mount)));
            }
        }
        return Optional.empty();
    }

    /** A token under the scheme DPoP has one, good or not: without one it is no proof. */
    private Optional<BindingProof.Dpop> proof(HttpRequest request, TokenTransport transport, Mount mount) {
        return !transport.isAmbient() && BearerTransport.isDpop(request)
                ? Optional.of(ClientProof.ofAccess(request, mount, mounts.base()))
                : Optional.empty();
    }

    /** The refresh tokens of a request that will change something. */
    Optional<PresentedTokens> presentedRefreshTokens(HttpRequest request) throws IOException {
        Optional<PresentedTokens> presented = uncheckedRefreshTokens(request);
        if (presented.isPresent() && presented.get().transport().isAmbient()) {
            guard.check(request);
        }
        return presented;
    }

    /** The refresh tokens of a request that is told from another site's by what else it carries. */
    Optional<PresentedTokens> uncheckedRefreshTokens(HttpRequest request) throws IOException {
        Mount mount = mounts.of(request);
        for (TokenTransport transport : explicitFirst) {
            List<String> tokens = transport.refreshTokens(request, mount);
            if (!tokens.isEmpty()) {
                return Optional.of(new PresentedTokens(tokens, transport));
            }
        }
        return Optional.empty();
    }

    /** Whether the browser renews the access token of this request by itself. */
    boolean isRenewedByBrowser(HttpRequest request) {
        Mount mount = mounts.of(request);
        return ambient().anyMatch(transport -> transport.isRenewedByBrowser(request, mount));
    }

    /** The refresh tokens in cookies of a request that a person makes. From where it comes is not checked. */
    Optional<PresentedTokens> presentedRefreshCookies(HttpRequest request) {
        Mount mount = mounts.of(request);
        return ambient()
                .map(transport -> new PresentedTokens(transport.refreshTokens(request, mount), transport))
                .filter(presented -> !presented.texts().isEmpty())
                .findFirst();
    }

    /** Access tokens in cookies that no other host can have set. */
    List<String> hostOnlyAccessTokens(HttpRequest request) {
        Mount mount = mounts.of(request);
        return ambient()
                .filter(transport ->
                        transport.settings().at(mount).names().accessToken().startsWith("__Host-"))
                .flatMap(transport -> transport.accessTokens(request, mount).stream())
                .toList();
    }

    void requireOwn(HttpRequest request) {
        guard.check(request);
    }

    /** Also a sign-in can be forged: it would put the victim into the attacker's account. */
    void requireOwnSignIn(HttpRequest request, TokenTransport transport) {
        if (transport.isAmbient()) {
            guard.check(request);
        }
    }

    /** The same transports in an application whose endpoints and proxies are known. */
    TokenTransports mounted(String tokenPath, Function<HttpRequest, String> forwardedPrefix) {
        return new TokenTransports(inOrder, allowedOrigins, new Mounts(mounts.base(), tokenPath, forwardedPrefix));
    }

    Mount mount(HttpRequest request) {
        return mounts.of(request);
    }

    List<TokenTransport> inOrder() {
        return inOrder;
    }

    Stream<AmbientTransport> ambient() {
        return ambient(inOrder);
    }

    Mounts mounts() {
        return mounts;
    }

    private static Stream<AmbientTransport> ambient(List<TokenTransport> transports) {
        return transports.stream().filter(AmbientTransport.class::isInstance).map(AmbientTransport.class::cast);
    }
}
