package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Signs subjects in whom the application has authenticated. Immutable and thread-safe.
 */
public final class SignIn {
    private final JwtUserSessionManager manager;
    private final Function<HttpRequest, SessionContext> context;
    private final Clock clock;
    private final TokenTransports transports;
    private final TokenTransport transport;
    private final boolean checksOrigin;
    private final Optional<BindingOffer> binding;

    SignIn(
            JwtUserSessionManager manager,
            Function<HttpRequest, SessionContext> context,
            Clock clock,
            TokenTransports transports,
            Optional<BindingOffer> binding) {
        this(manager, context, clock, transports, transports.first(), true, binding);
    }

    private SignIn(
            JwtUserSessionManager manager,
            Function<HttpRequest, SessionContext> context,
            Clock clock,
            TokenTransports transports,
            TokenTransport transport,
            boolean checksOrigin,
            Optional<BindingOffer> binding) {
        this.manager = manager;
        this.context = context;
        this.clock = clock;
        this.transports = transports;
        this.transport = transport;
        this.checksOrigin = checksOrigin;
        this.binding = binding;
    }

    /**
     * Sign-ins whose tokens travel another way.
     *
     * @param other one of those of this application
     * @return a new sign-in
     * @throws IllegalArgumentException if it is not one of them
     */
    public SignIn by(TokenTransport other) {
        if (!transports.inOrder().contains(other)) {
            throw new IllegalArgumentException("transport is not one of those that this application was built with");
        }
        return new SignIn(manager, context, clock, transports, other, checksOrigin, binding);
    }

    /**
     * Sign-ins that may come from another site, such as the redirect of an identity provider: for flows that are bound to
     * this browser by something of their own, such as a {@code state} that was checked. A link that anybody may have sent
     * is not: it would sign the victim in to the attacker's account.
     *
     * @return a new sign-in
     */
    public SignIn withoutOriginCheck() {
        return new SignIn(manager, context, clock, transports, transport, false, binding);
    }

    /**
     * Starts a session. Cookies of the other transports are cleared: an older session's would win over the new one's.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param request the sign-in
     * @return the session's tokens, and what hands them out
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made, such as with claims that do not fit into a
     *     cookie; then there is no session
     */
    public SignedIn start(String subject, CreateOptions options, HttpRequest request) {
        if (checksOrigin) {
            transports.requireOwnSignIn(request, transport);
        }
        Mount mount = transports.mount(request);
        Optional<DeviceCookie> device = transport instanceof AmbientTransport ambient
                ? ambient.settings().device(mount)
                : Optional.empty();
        CreateOptions known = device.map(cookie -> cookie.familiar(options, subject, request, manager.deviceTokens()))
                .orElse(options);
        SessionTokens tokens =
                manager.create(subject, context.apply(request), AnswerSize.limited(known, transport, mount));
        HttpAnswer tokensOnly = transport.handOut(IssuedTokens.ofSignIn(tokens), clock.instant(), request, mount);
        HttpAnswer answer = device.map(cookie -> cookie.remember(tokensOnly, subject, request, manager.deviceTokens()))
                .orElse(tokensOnly);
        for (AmbientTransport other : othersThatArrived(request, mount)) {
            answer = other.clear(answer, request, mount);
        }
        return new SignedIn(tokens, offered(answer, tokens, transport, mount));
    }

    /**
     * Gives new tokens to a user who has authenticated again: a step-up. The session stays the same, and its refresh token
     * changes. The tokens travel the way the request's access token came.
     *
     * @param token the request's access token
     * @param proved adds what the user has proved: at least one factor
     * @param request the request by which the user has authenticated
     * @return the session's next tokens, and what hands them out
     * @throws RefusedRequestException if tokens travel in cookies and the request comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     */
    public SignedIn reauthenticated(
            AccessToken token, UnaryOperator<ReauthenticationRequest> proved, HttpRequest request) {
        TokenTransport presented = transports
                .presentedAccessTokens(request)
                .map(PresentedTokens::transport)
                .orElseGet(transports::first);
        // Also a step-up can be forged: its new refresh token would leave the victim's other tabs behind.
        if (checksOrigin) {
            transports.requireOwnSignIn(request, presented);
        }
        Mount mount = transports.mount(request);
        SessionTokens tokens = manager.reauthenticated(
                token.sessionId(),
                AnswerSize.limited(proved.apply(ReauthenticationRequest.of(context.apply(request))), presented, mount));
        HttpAnswer answer = presented.handOut(IssuedTokens.ofSignIn(tokens), clock.instant(), request, mount);
        return new SignedIn(tokens, offered(answer, tokens, presented, mount));
    }

    private HttpAnswer offered(HttpAnswer answer, SessionTokens tokens, TokenTransport by, Mount mount) {
        return binding.map(offer -> offer.with(answer, tokens, by, mount)).orElse(answer);
    }

    private List<AmbientTransport> othersThatArrived(HttpRequest request, Mount mount) {
        return transport.isAmbient()
                ? transports
                        .ambient()
                        .filter(other -> !other.equals(transport) && other.hasArrived(request, mount))
                        .toList()
                : List.of();
    }
}
