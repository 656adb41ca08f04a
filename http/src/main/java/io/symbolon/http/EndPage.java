package io.symbolon.http;

import io.symbolon.JwtUserSessionManager;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * "Was this not you?": the page behind the link of a mail. To open it ends nothing, as mail scanners open links; its button
 * does. The ending token is all that is needed: nobody has to be signed in, and no cookie counts.
 */
final class EndPage {
    private static final String TOKEN = "token";
    private static final int MAXIMUM_BYTES = 4096;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final JwtUserSessionManager manager;
    private final TokenTransports transports;
    private final EndpointPaths paths;

    EndPage(JwtUserSessionManager manager, TokenTransports transports, EndpointPaths paths) {
        this.manager = manager;
        this.transports = transports;
        this.paths = paths;
    }

    HttpAnswer ask(HttpRequest request) {
        Optional<String> token = request.query().flatMap(EndPage::token);
        return token.map(text -> new Page(
                                "Was this not you?",
                                "End the session, and nobody can go on with it. Then change your password.",
                                Optional.empty())
                        .asking(transports.mount(request).path() + paths.end(), TOKEN, text, "End the session"))
                .orElseGet(EndPage::unusable);
    }

    HttpAnswer end(HttpRequest request) throws IOException {
        byte[] body = request.body(MAXIMUM_BYTES);
        Optional<String> token = token(new String(body, StandardCharsets.UTF_8));
        if (token.isEmpty()) {
            return unusable();
        }
        try {
            return manager.revokeByEndingToken(token.get())
                    ? page("The session was ended", "Nobody can go on with it. Change your password now.", OK)
                    : page("The session is over", "It had ended before.", OK);
        } catch (IllegalArgumentException refused) {
            return unusable();
        }
    }

    private static HttpAnswer unusable() {
        return page(
                "This link cannot be used",
                "It is damaged or too old. Sign in to see your sessions and end the ones that are not yours.",
                BAD_REQUEST);
    }

    private static HttpAnswer page(String title, String text, int status) {
        return new Page(title, text, Optional.empty()).answer(status).withHeader("Referrer-Policy", "no-referrer");
    }

    /** Of a query or a form; a text that is too long is none. */
    private static Optional<String> token(String parameters) {
        return Stream.of(parameters.split("&"))
                .filter(parameter -> parameter.startsWith(TOKEN + "="))
                .map(parameter -> parameter.substring(TOKEN.length() + 1))
                .findFirst()
                .flatMap(EndPage::decoded);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8)).filter(token -> !token.isBlank());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
