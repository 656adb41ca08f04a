package io.symbolon.http;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;

/**
 * Offers a client to bind its session, with the tokens of a sign-in or a step-up, never with those of a refresh: a browser
 * by the draft Device Bound Session Credentials, section "Secure-Session-Registration", a program by the nonce of a DPoP
 * proof (RFC 9449 section 8). A client that does not know the header leaves it out.
 *
 * @param manager makes the challenge
 * @param path of the endpoint that takes the proof, within the application
 */
record BindingOffer(JwtUserSessionManager manager, String path) {
    private static final String HEADER = "Secure-Session-Registration";

    HttpAnswer with(HttpAnswer answer, SessionTokens tokens, TokenTransport transport, Mount mount) {
        if (tokens.binding().isPresent()) {
            return answer;
        }
        if (!transport.isAmbient()) {
            return answer.withHeader(Problem.NONCE, manager.registrationChallenge(tokens));
        }
        return answer.withHeader(
                HEADER,
                "(ES256 RS256);path=" + StructuredText.write(mount.path() + path) + ";challenge="
                        + StructuredText.write(manager.registrationChallenge(tokens)));
    }
}
