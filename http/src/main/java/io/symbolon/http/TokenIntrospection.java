package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionException.Action;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Token introspection (RFC 7662): what an access token says, if it is good. Answered from this node's view of the revocation
 * log, without the storage; of a refresh token nothing is told.
 */
final class TokenIntrospection {
    private final JwtUserSessionManager manager;
    private final ServiceAuthentication callers;

    TokenIntrospection(JwtUserSessionManager manager, ServiceAuthentication callers) {
        this.manager = manager;
        this.callers = callers;
    }

    HttpAnswer handle(HttpRequest request) throws IOException {
        return TokenRequest.handle(request, callers, this::answer);
    }

    private HttpAnswer answer(String text) {
        try {
            AccessToken token = manager.verify(text);
            return answerOf(JsonBody.of(json -> write(json, token)));
        } catch (InvalidAccessTokenException refused) {
            if (refused.action() == Action.RETRY) {
                // This node cannot tell now.
                throw refused;
            }
            return answerOf(JsonBody.of(json -> json.writeBooleanProperty("active", false)));
        }
    }

    private static void write(JsonGenerator json, AccessToken token) {
        json.writeBooleanProperty("active", true);
        if (token.claims().get("scope") instanceof String scope) {
            json.writeStringProperty("scope", scope);
        }
        json.writeStringProperty("client_id", token.clientId());
        json.writeStringProperty("token_type", "Bearer");
        json.writeNumberProperty("exp", token.expiresAt().getEpochSecond());
        json.writeNumberProperty("iat", token.issuedAt().getEpochSecond());
        json.writeStringProperty("sub", token.subject());
        writeAudience(json, token.audience());
        json.writeStringProperty("iss", token.issuer());
        json.writeStringProperty("jti", token.tokenId());
    }

    private static void writeAudience(JsonGenerator json, List<String> audience) {
        if (audience.size() == 1) {
            json.writeStringProperty("aud", audience.get(0));
            return;
        }
        json.writeArrayPropertyStart("aud");
        audience.forEach(json::writeString);
        json.writeEndArray();
    }

    private static HttpAnswer answerOf(String body) {
        return HttpAnswer.unchanged().withHeader("Cache-Control", "no-store").withBody("application/json", body);
    }
}
