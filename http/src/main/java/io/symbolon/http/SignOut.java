package io.symbolon.http;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sign-out. The refresh token is enough, so it works after the access token has expired. Where several tokens are good,
 * all their sessions end: nobody who signs out expects to be still signed in. A token that is refused has no session that
 * this client could end, and is forgotten like the others; only a fault of the storage keeps them, as the session lives.
 */
final class SignOut {
    private static final int NO_CONTENT = 204;

    private final JwtUserSessionManager manager;
    private final TokenTransports transports;

    SignOut(JwtUserSessionManager manager, TokenTransports transports) {
        this.manager = manager;
        this.transports = transports;
    }

    HttpAnswer handle(HttpRequest request) throws IOException {
        return signOut(request).withStatus(NO_CONTENT).withHeader("Cache-Control", "no-store");
    }

    /** What clears the tokens, to be added to an answer. */
    HttpAnswer signOut(HttpRequest request) throws IOException {
        TokensInUrl.refuse(request);
        Optional<PresentedTokens> refresh = transports.presentedRefreshTokens(request);
        Optional<PresentedTokens> access = transports.presentedAccessTokens(request);
        if (refresh.isEmpty() && access.isEmpty()) {
            throw new RefusedRequestException(Code.TOKEN_MISSING);
        }
        texts(refresh).forEach(this::endByRefreshToken);
        texts(access).forEach(this::endByAccessToken);
        Set<TokenTransport> used = new LinkedHashSet<>();
        Stream.of(refresh, access).flatMap(Optional::stream).forEach(tokens -> used.add(tokens.transport()));
        HttpAnswer answer = HttpAnswer.unchanged();
        for (TokenTransport transport : used) {
            answer = transport.clear(answer, request, transports.mount(request));
        }
        return answer;
    }

    private static List<String> texts(Optional<PresentedTokens> tokens) {
        return tokens.map(PresentedTokens::texts).orElse(List.of());
    }

    private void endByRefreshToken(String token) {
        try {
            manager.revokeByRefreshToken(token);
        } catch (InvalidRefreshTokenException notOurs) {
            // It names no session.
        }
    }

    private void endByAccessToken(String token) {
        try {
            manager.revoke(manager.sessionOf(token));
        } catch (InvalidAccessTokenException notOurs) {
            // It names no session.
        }
    }
}
