package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Hands out the tokens of users who have authenticated again, the way their access token came. */
record StepUp(
        JwtUserSessionManager manager,
        TokenTransports transports,
        Function<HttpRequest, SessionContext> context,
        Clock clock) {
    SignedIn complete(AccessToken token, HttpRequest request, UnaryOperator<ReauthenticationRequest> proved) {
        TokenTransport transport = transports
                .presentedAccessTokens(request)
                .map(PresentedTokens::transport)
                .orElseGet(() -> transports.inOrder().get(0));
        // Also a step-up can be forged: its new refresh token would leave the victim's other tabs behind.
        transports.requireOwnSignIn(request, transport);
        Mount mount = transports.mount(request);
        SessionTokens tokens = manager.reauthenticated(
                token.sessionId(),
                AnswerSize.limited(proved.apply(ReauthenticationRequest.of(context.apply(request))), transport, mount));
        return new SignedIn(tokens, transport.handOut(IssuedTokens.ofSignIn(tokens), clock.instant(), request, mount));
    }
}
