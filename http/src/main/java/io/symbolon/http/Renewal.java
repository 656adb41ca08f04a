package io.symbolon.http;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Renews the tokens of a person who navigates, in place: the request goes on with the new access token. Only where the
 * refresh token's cookie arrives, which needs a path that covers the application.
 */
record Renewal(
        JwtUserSessionManager manager,
        TokenTransports transports,
        Function<HttpRequest, SessionContext> context,
        Clock clock) {
    /**
     * New tokens.
     *
     * @param token the access token, verified
     * @param additions what hands the tokens out, to be added to the application's answer
     */
    record Renewed(VerifiedToken token, HttpAnswer additions) {}

    /** Whether the request would be renewed if its access token were not good. Asks no one. */
    boolean isCandidate(HttpRequest request) {
        return isNavigation(request)
                && transports.presentedRefreshCookies(request).isPresent();
    }

    /**
     * Renews, where a person navigates with a refresh token.
     *
     * @return empty if this request is not to be renewed, or by a script only, which proves a key
     * @throws io.symbolon.SessionException if the refresh token is refused, or the storage failed
     * @throws RefusedRequestException if the request is unsafe and comes from another site
     */
    Optional<Renewed> renew(HttpRequest request) {
        Optional<PresentedTokens> presented =
                isNavigation(request) ? transports.presentedRefreshCookies(request) : Optional.empty();
        if (presented.isEmpty()) {
            return Optional.empty();
        }
        if (!CrossSiteGuard.isSafe(request.method())) {
            transports.requireOwn(request);
        }
        String refreshToken = RefreshTokenChoice.of(presented.get(), transports, request, manager);
        Mount mount = transports.mount(request);
        TokenTransport transport = presented.get().transport();
        return refreshed(refreshToken, request, transport, mount).map(tokens -> {
            VerifiedToken verified = new VerifiedToken(tokens.accessToken(), manager.verify(tokens.accessToken()));
            HttpAnswer additions = transport
                    .handOut(IssuedTokens.ofRefresh(tokens, refreshToken), clock.instant(), request, mount)
                    .withHeader("Cache-Control", "private, no-store");
            return new Renewed(verified, additions);
        });
    }

    /** Empty if a proof is needed, which no navigation has. */
    private Optional<SessionTokens> refreshed(
            String refreshToken, HttpRequest request, TokenTransport transport, Mount mount) {
        try {
            return Optional.of(manager.refresh(
                    refreshToken, AnswerSize.limited(RefreshRequest.of(context.apply(request)), transport, mount)));
        } catch (InvalidRefreshTokenException refusal) {
            if (refusal.code() == InvalidRefreshTokenException.Code.PROOF_REQUIRED) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static boolean isNavigation(HttpRequest request) {
        boolean isOnlyToLook =
                CrossSiteGuard.isSafe(request.method()) && !request.method().equals("GET");
        return Navigation.isByPerson(request) && !isOnlyToLook;
    }
}
