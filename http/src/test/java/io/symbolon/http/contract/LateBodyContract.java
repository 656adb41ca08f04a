package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an adapter promises on a server that answers before the body of a request has come. */
public abstract class LateBodyContract extends HttpContract {
    private final TestApplication application = start();
    private final TestClient browser = application.browser();

    /** A client would send its next request into a connection on which the server does not listen any more. */
    @Test
    void aRefusalTellsIfTheServerHangsUp() {
        browser.signIn("alice");

        String answers = RawHttp.sendBodyAfterAnswer(
                application.port(),
                "POST /api/me HTTP/1.1\nSec-Fetch-Site: cross-site\nContent-Type: text/plain\nCookie: "
                        + browser.cookie("__Host-access-token"),
                "some text",
                "GET /nowhere HTTP/1.1");

        assertThat(RawHttp.status(answers)).isEqualTo(403);
        assertThat(answers).containsAnyOf("HTTP/1.1 404", "Connection: close", "connection: close");
    }
}
