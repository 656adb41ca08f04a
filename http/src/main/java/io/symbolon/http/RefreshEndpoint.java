package io.symbolon.http;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;

/** The refresh endpoint: new tokens travel the way the refresh token came. */
final class RefreshEndpoint {
    private static final int NO_CONTENT = 204;

    private final JwtUserSessionManager manager;
    private final TokenTransports transports;
    private final Function<HttpRequest, SessionContext> context;
    private final Clock clock;

    RefreshEndpoint(
            JwtUserSessionManager manager,
            TokenTransports transports,
            Function<HttpRequest, SessionContext> context,
            Clock clock) {
        this.manager = manager;
        this.transports = transports;
        this.context = context;
        this.clock = clock;
    }

    HttpAnswer refresh(HttpRequest request) throws IOException {
        TokensInUrl.refuse(request);
        PresentedTokens presented = transports
                .presentedRefreshTokens(request)
                .orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
        TokenTransport transport = presented.transport();
        Mount mount = transports.mount(request);
        try {
            String refreshToken = RefreshTokenChoice.of(presented, transports, request, manager);
            SessionTokens tokens = manager.refresh(
                    refreshToken, AnswerSize.limited(RefreshRequest.of(context.apply(request)), transport, mount));
            HttpAnswer answer =
                    transport.handOut(IssuedTokens.ofRefresh(tokens, refreshToken), clock.instant(), request, mount);
            return transport.isAmbient() ? answer.withStatus(NO_CONTENT) : answer;
        } catch (InvalidRefreshTokenException refusal) {
            HttpAnswer answer = Problem.of(refusal).answer();
            return SessionEnd.endsSession(refusal) ? transport.clear(answer, request, mount) : answer;
        }
    }
}
