package io.symbolon.http;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The refresh endpoint: new tokens travel the way the refresh token came.
 *
 * <p>To a browser that renews a bound session by itself, a status means more than to others (Device Bound Session
 * Credentials, section "Send request"): any of 400 to 499 ends what it keeps of the session, but for 403 with a challenge.
 * So it gets 401 only where this client has to sign in, and 503 for all else.
 */
final class RefreshEndpoint {
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    /** By it a client says that it no longer has the key of its session. */
    private static final String KEY_LOST = "Symbolon-Key-Lost";

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
        try {
            return exchanged(request, presented(request));
        } catch (RefusedRequestException refusal) {
            if (!BrowserRefresh.isOne(request) || refusal.code().status() == UNAUTHORIZED) {
                throw refusal;
            }
            return Problem.unavailable(refusal).answer();
        }
    }

    /** No script can make the request of a browser that renews a session by itself, so that it passes the guard. */
    private PresentedTokens presented(HttpRequest request) throws IOException {
        TokensInUrl.refuse(request);
        Optional<PresentedTokens> presented = BrowserRefresh.isOne(request)
                ? transports.uncheckedRefreshTokens(request)
                : transports.presentedRefreshTokens(request);
        return presented.orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
    }

    private HttpAnswer exchanged(HttpRequest request, PresentedTokens presented) {
        TokenTransport transport = presented.transport();
        Mount mount = transports.mount(request);
        try {
            return exchanged(request, RefreshTokenChoice.of(presented, transports, request, manager), transport, mount);
        } catch (InvalidRefreshTokenException refusal) {
            return refused(refusal, request, transport, mount);
        }
    }

    private HttpAnswer exchanged(HttpRequest request, String refreshToken, TokenTransport transport, Mount mount) {
        try {
            if (BrowserRefresh.isOne(request)
                    && !BrowserRefresh.isOf(manager.identify(refreshToken).sessionId(), request)) {
                // What the browser keeps is of a session whose cookies are gone: a newer sign-in has taken their place.
                return Problem.of(new RefusedRequestException(Code.TOKEN_MISSING))
                        .answer();
            }
            SessionTokens tokens =
                    manager.refresh(refreshToken, AnswerSize.limited(asked(request, mount), transport, mount));
            HttpAnswer answer =
                    transport.handOut(IssuedTokens.ofRefresh(tokens, refreshToken), clock.instant(), request, mount);
            return transport.isAmbient() ? answer.withStatus(NO_CONTENT) : answer;
        } catch (InvalidRefreshTokenException refusal) {
            return refusal.challenge()
                    .map(challenge -> challenged(refusal, challenge, refreshToken, transport))
                    .orElseGet(() -> refused(refusal, request, transport, mount));
        }
    }

    private RefreshRequest asked(HttpRequest request, Mount mount) {
        RefreshRequest plain = RefreshRequest.of(context.apply(request));
        RefreshRequest proved = ClientProof.of(
                        request, mount, transports.mounts().base())
                .map(plain::withProof)
                .orElse(plain);
        return request.headers(KEY_LOST).isEmpty() ? proved : proved.withKeyLost();
    }

    private HttpAnswer refused(
            InvalidRefreshTokenException refusal, HttpRequest request, TokenTransport transport, Mount mount) {
        // The session goes on elsewhere; to this client its tokens are of no more use.
        boolean isKeyLost = refusal.code() == InvalidRefreshTokenException.Code.KEY_LOST;
        if (SessionEnd.endsSession(refusal) || isKeyLost) {
            return transport.clear(Problem.of(refusal).answer(), request, mount);
        }
        return BrowserRefresh.isOne(request)
                ? Problem.unavailable(refusal).answer()
                : Problem.of(refusal).answer();
    }

    /** A browser finds the challenge in its header, a program in that of DPoP, a script in the body. */
    private HttpAnswer challenged(
            InvalidRefreshTokenException refusal, String challenge, String refreshToken, TokenTransport transport) {
        HttpAnswer answer = Problem.proofRequired(refusal, challenge).answer();
        if (!transport.isAmbient()) {
            return answer.withHeader(Problem.NONCE, challenge);
        }
        String session = manager.identify(refreshToken).sessionId().toString();
        return answer.withHeader(
                "Secure-Session-Challenge", StructuredText.write(challenge) + ";id=" + StructuredText.write(session));
    }
}
