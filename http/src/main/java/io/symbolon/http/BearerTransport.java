package io.symbolon.http;

import io.symbolon.Binding;
import io.symbolon.SessionTokens;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The access token in the Authorization header, alone or with a DPoP proof, the refresh token in a JSON body. */
final class BearerTransport implements TokenTransport {
    static final BearerTransport INSTANCE = new BearerTransport();

    private static final String AUTHORIZATION = "Authorization";
    private static final String SCHEME = "Bearer ";
    private static final String DPOP_SCHEME = "DPoP ";

    private BearerTransport() {}

    @Override
    public List<String> accessTokens(HttpRequest request, Mount mount) {
        List<String> headers = request.headers(AUTHORIZATION);
        if (headers.stream().noneMatch(header -> has(SCHEME, header) || has(DPOP_SCHEME, header))) {
            return List.of();
        }
        if (headers.size() > 1) {
            throw new RefusedRequestException(Code.AMBIGUOUS_TOKEN);
        }
        String header = headers.get(0);
        return List.of(header.substring(header.indexOf(' ')).strip());
    }

    @Override
    public List<String> refreshTokens(HttpRequest request, Mount mount) throws IOException {
        return RefreshTokenBody.read(request).stream().toList();
    }

    @Override
    public HttpAnswer handOut(IssuedTokens issued, Instant now, HttpRequest request, Mount mount) {
        SessionTokens tokens = issued.tokens();
        return HttpAnswer.unchanged()
                .withHeader("Cache-Control", "no-store")
                .withBody("application/json", JsonBody.of(json -> {
                    json.writeStringProperty("access_token", tokens.accessToken());
                    json.writeStringProperty("token_type", type(tokens));
                    json.writeNumberProperty("expires_in", secondsUntil(tokens.accessTokenExpiresAt(), now));
                    if (issued.bringsRefreshToken()) {
                        json.writeStringProperty("refresh_token", tokens.refreshToken());
                    }
                    json.writeNumberProperty(
                            "refresh_token_expires_in", secondsUntil(tokens.refreshTokenExpiresAt(), now));
                }));
    }

    @Override
    public OptionalInt maximumAccessTokenLength(Mount mount) {
        return OptionalInt.empty();
    }

    /** There is nothing that the server could clear: the client holds the tokens. */
    @Override
    public HttpAnswer clear(HttpAnswer answer, HttpRequest request, Mount mount) {
        return answer;
    }

    @Override
    public boolean isAmbient() {
        return false;
    }

    /** Whether the token comes with a proof: RFC 9449 section 7.1. */
    static boolean isDpop(HttpRequest request) {
        return request.headers(AUTHORIZATION).stream().anyMatch(header -> has(DPOP_SCHEME, header));
    }

    private static boolean has(String scheme, String header) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** RFC 9449 section 5: a token that is bound by DPoP is not a bearer token. */
    private static String type(SessionTokens tokens) {
        return tokens.binding().filter(Binding.Dpop.class::isInstance).isPresent() ? "DPoP" : "Bearer";
    }

    private static long secondsUntil(Instant end, Instant now) {
        return Math.max(0, Duration.between(now, end).toSeconds());
    }
}
