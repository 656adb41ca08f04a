package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.BindingProof;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import io.symbolon.http.RefusedRequestException.Code;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Binds a session to a key of its client's. A browser gets the instructions by which it renews the access token from then
 * on (Device Bound Session Credentials, section "JSON Session Instruction Format").
 *
 * <p>From where the request comes is not asked: only the client itself has the challenge that the proof answers, and a
 * browser sends this request in the name of whatever page led to the sign-in.
 */
final class BindEndpoint {
    private static final int NO_CONTENT = 204;

    private final JwtUserSessionManager manager;
    private final TokenVerification verification;
    private final TokenTransports transports;
    private final EndpointPaths paths;
    private final Clock clock;

    BindEndpoint(JwtUserSessionManager manager, TokenTransports transports, EndpointPaths paths, Clock clock) {
        this.manager = manager;
        this.verification = TokenVerification.of(manager);
        this.transports = transports;
        this.paths = paths;
        this.clock = clock;
    }

    HttpAnswer bind(HttpRequest request) {
        TokensInUrl.refuse(request);
        PresentedTokens presented = transports
                .uncheckedAccessTokens(request)
                .orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
        Mount mount = transports.mount(request);
        BindingProof proof = ClientProof.of(request, mount, transports.mounts().base())
                .filter(shown -> goesWith(shown, presented.transport()))
                .orElseThrow(() -> new RefusedRequestException(Code.PROOF_MISSING));
        AccessToken token = AccessTokenChoice.verified(presented, verification).token();
        SessionTokens tokens = bind(token, proof, presented.transport().maximumAccessTokenLength(mount));
        HttpAnswer answer =
                presented.transport().handOut(IssuedTokens.ofSignIn(tokens), clock.instant(), request, mount);
        if (proof instanceof BindingProof.Dbsc && presented.transport() instanceof AmbientTransport cookies) {
            return instructed(answer, tokens, cookies, mount);
        }
        return presented.transport().isAmbient() ? answer.withStatus(NO_CONTENT) : answer;
    }

    private SessionTokens bind(AccessToken token, BindingProof proof, OptionalInt maximumLength) {
        return maximumLength.isPresent()
                ? manager.bind(token.sessionId(), proof, maximumLength.getAsInt())
                : manager.bind(token.sessionId(), proof);
    }

    /** A browser's key renews a cookie; a program's is shown at each access, which no cookie does. */
    private static boolean goesWith(BindingProof proof, TokenTransport transport) {
        return proof instanceof BindingProof.Software || (proof instanceof BindingProof.Dbsc) == transport.isAmbient();
    }

    private HttpAnswer instructed(HttpAnswer answer, SessionTokens tokens, AmbientTransport cookies, Mount mount) {
        TokenCookies settings = cookies.settings().at(mount);
        CookieNames names = settings.names();
        return answer.withBody("application/json", JsonBody.of(json -> {
            json.writeStringProperty("session_identifier", tokens.sessionId().toString());
            json.writeStringProperty("refresh_url", mount.path() + paths.refresh());
            json.writeObjectPropertyStart("scope");
            json.writeBooleanProperty("include_site", false);
            json.writeArrayPropertyStart("scope_specification");
            // What needs no access token shall not wait for one.
            for (String path : new String[] {paths.bind(), paths.signOut(), EndpointPaths.SCRIPTS}) {
                json.writeStartObject();
                json.writeStringProperty("type", "exclude");
                json.writeStringProperty("path", mount.path() + path);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayPropertyStart("credentials");
            json.writeStartObject();
            json.writeStringProperty("type", "cookie");
            json.writeStringProperty("name", names.accessToken());
            json.writeStringProperty(
                    "attributes",
                    settings.attributesOf(
                            names.accessToken(),
                            !cookies.readableName(mount).equals(Optional.of(names.accessToken()))));
            json.writeEndObject();
            json.writeEndArray();
        }));
    }
}
