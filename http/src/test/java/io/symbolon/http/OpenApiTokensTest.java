package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.http.contract.DraftBrowser;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The endpoints of tokens and the ending page answer as the document says, refusals included. */
class OpenApiTokensTest extends OpenApiFixture {
    @Test
    void aRefreshAnswersAsDocumented() {
        DocumentedOperation refresh = operation("POST", "/session/refresh");
        Answer signedIn = client.signIn("alice", BEARER);
        String first = body(signedIn);

        assertThat(refresh.answer(json, first).status()).isEqualTo(200);
        application.clock.advance(Duration.ofMinutes(1));
        assertThat(refresh.answer(json, first).json("refresh_token")).isNotEmpty();
        browser.signIn("alice");
        assertThat(refresh.answer(browser).status()).isEqualTo(204);
        assertThat(refresh.answer(client).json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(refresh.answer(person(client)).status()).isEqualTo(303);
        assertThat(refresh.answer(json, "[]").json("code")).isEqualTo("MALFORMED_BODY");
        assertThat(refresh.answer(client, "/session/refresh?access_token=x", null)
                        .json("code"))
                .isEqualTo("TOKEN_IN_URL");
        assertThat(refresh.answer(json, "{\"refresh_token\":\"x\"}").json("code"))
                .isEqualTo("MALFORMED");
        assertThat(refresh.answer(json, TOO_LARGE).status()).isEqualTo(413);
        requireOwnPages(refresh, "/session/refresh");
        refuseCookiesOfTwoSessions(refresh, "/session/refresh", null);

        Answer next = client.signIn("bob", BEARER);
        claimSize.set(10_000);
        assertThat(refresh.answer(json, body(next)).json("code")).isEqualTo("CLAIMS_TOO_LARGE");
        claimSize.set(0);
        application.manager().revokeAll("bob", RevocationCause.ADMINISTRATOR);
        assertThat(refresh.answer(json, body(next)).json("code")).isEqualTo("SESSION_NOT_FOUND");
        application.clock.advance(Duration.ofMinutes(5));
        assertThat(refresh.answer(json, first).json("code")).isEqualTo("REUSED");

        Answer other = client.signIn("carol", BEARER);
        application.storage.cut();
        assertThat(refresh.answer(json, body(other)).json("code")).isEqualTo("UNAVAILABLE");
        assertThat(refresh.answer(person(json), body(other)).status()).isEqualTo(503);
        application.storage.cutWithoutSafeRetry();
        assertThat(refresh.answer(json, body(other)).json("code")).isEqualTo("FAILED");
        refresh.requireAllSeen();
    }

    @Test
    void theRefreshOfABoundSessionAnswersAsDocumented() {
        DocumentedOperation bind = operation("POST", "/session/bind");
        DocumentedOperation refresh = operation("POST", "/session/refresh");
        DraftBrowser bound = new DraftBrowser(browser);
        bind.judged(bound.processSessionRegistration(browser.signIn("alice")).orElseThrow());

        assertThat(refresh.answer(browser).header("secure-session-challenge")).isPresent();
        TestClient renewing = browser.with("Sec-Secure-Session-Id", "\"" + UNKNOWN_ID + "\"");
        assertThat(refresh.answer(renewing).json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(refresh.answer(renewing, "/session/refresh?access_token=x", null)
                        .status())
                .isEqualTo(503);
        assertThat(refresh.answer(browser.with("Symbolon-Key-Lost", "?1")).json("code"))
                .isEqualTo("KEY_LOST");
    }

    @Test
    void aBindingAnswersAsDocumented() {
        DocumentedOperation bind = operation("POST", "/session/bind");
        DocumentedOperation refresh = operation("POST", "/session/refresh");
        DocumentedOperation list = operation("GET", "/sessions");

        // A browser's key.
        DraftBrowser key = new DraftBrowser(browser);
        Answer offered = browser.signIn("alice");
        Answer instructions =
                bind.judged(key.processSessionRegistration(offered).orElseThrow());
        assertThat(instructions.json("refresh_url")).isEqualTo("/session/refresh");
        assertThat(bind.answer(browser).json("code")).isEqualTo("PROOF_MISSING");
        Answer twice =
                new DraftBrowser(browser).processSessionRegistration(offered).orElseThrow();
        assertThat(bind.judged(twice).json("code")).isEqualTo("ALREADY_BOUND");
        assertThat(list.answer(client.with("Authorization", "Bearer " + browser.value("__Host-access-token")))
                        .json("code"))
                .isEqualTo("BOUND_TO_COOKIE");

        // A script's.
        TestClient page = application.browser();
        String script = scriptsProof(key, page.signIn("alice"));
        assertThat(bind.answer(page.with("Symbolon-Proof", "x")).json("code")).isEqualTo("INVALID_PROOF");
        assertThat(bind.answer(page.with("Symbolon-Proof", script)).status()).isEqualTo(204);

        // A program's.
        Answer signedIn = client.signIn("alice", BEARER);
        TestClient program = client.with("Authorization", "Bearer " + signedIn.json("access_token"));
        String dpop = dpop(key, "/session/bind", signedIn.header("dpop-nonce").orElseThrow());
        claimSize.set(10_000);
        assertThat(bind.answer(program.with("DPoP", dpop)).json("code")).isEqualTo("CLAIMS_TOO_LARGE");
        claimSize.set(0);
        Answer bound = bind.answer(program.with("DPoP", dpop));
        assertThat(bound.json("token_type")).isEqualTo("DPoP");
        TestClient unproved = client.with("Authorization", "DPoP " + bound.json("access_token"));
        assertThat(list.answer(unproved).json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(list.answer(unproved.with("DPoP", "x")).json("code")).isEqualTo("INVALID_PROOF");
        assertThat(refresh.answer(json, body(bound)).json("challenge")).isNotEmpty();

        assertThat(bind.answer(client).status()).isEqualTo(401);
        assertThat(bind.answer(person(client)).status()).isEqualTo(303);
        assertThat(bind.answer(client, "/session/bind?refresh_token=x", null).json("code"))
                .isEqualTo("TOKEN_IN_URL");
        bind.judged(twoTokens("POST", "/session/bind"));
        bind.answer(start(UnaryOperator.identity()).client());
        TestClient unbound = application.browser();
        String proof = scriptsProof(key, unbound.signIn("dave"));
        application.storage.cut();
        assertThat(bind.answer(unbound.with("Symbolon-Proof", proof)).status()).isEqualTo(503);
        bind.requireAllSeen();
    }

    @Test
    void aSignOutAnswersAsDocumented() {
        DocumentedOperation signOut = operation("POST", "/session/sign-out");
        browser.signIn("alice");
        requireOwnPages(signOut, "/session/sign-out");

        assertThat(signOut.answer(browser).setCookies()).isNotEmpty();
        assertThat(signOut.answer(json, body(client.signIn("alice", BEARER))).status())
                .isEqualTo(204);
        assertThat(signOut.answer(client).status()).isEqualTo(401);
        assertThat(signOut.answer(person(client)).status()).isEqualTo(303);
        assertThat(signOut.answer(json, "{").json("code")).isEqualTo("MALFORMED_BODY");
        assertThat(signOut.answer(client, "/session/sign-out?access_token=x", null)
                        .json("code"))
                .isEqualTo("TOKEN_IN_URL");
        assertThat(signOut.judged(twoTokens("POST", "/session/sign-out")).json("code"))
                .isEqualTo("AMBIGUOUS_TOKEN");
        assertThat(signOut.answer(json, TOO_LARGE).status()).isEqualTo(413);
        Answer signedIn = client.signIn("alice", BEARER);
        application.storage.cut();
        assertThat(signOut.answer(json, body(signedIn)).status()).isEqualTo(503);
        signOut.requireAllSeen();
    }

    @Test
    void theEndingPageAnswersAsDocumented() {
        DocumentedOperation ask = operation("GET", "/session/end");
        DocumentedOperation end = operation("POST", "/session/end");
        TestClient form = client.with("Content-Type", "application/x-www-form-urlencoded");
        SessionTokens tokens = application.manager().create("alice", CONTEXT);
        String token = application.manager().endingToken(tokens.sessionId(), Duration.ofDays(7));

        assertThat(ask.answer(client, "/session/end?token=" + token, null).status())
                .isEqualTo(200);
        assertThat(ask.answer(client).status()).isEqualTo(400);
        ask.requireAllSeen();

        assertThat(end.answer(form, "token=x").status()).isEqualTo(400);
        application.storage.cut();
        assertThat(end.answer(form, "token=" + token).json("code")).isEqualTo("UNAVAILABLE");
        assertThat(end.answer(person(form), "token=" + token).status()).isEqualTo(503);
        application.storage.restore();
        assertThat(end.answer(form, "token=" + token).body()).contains("was ended");
        assertThat(end.answer(form, "token=" + token).body()).contains("is over");
        end.requireAllSeen();
    }

    /** A proof for a registration, over the challenge of a sign-in with cookies. */
    private static String scriptsProof(DraftBrowser key, Answer signedIn) {
        String challenge = signedIn.header("secure-session-registration")
                .orElseThrow()
                .replaceAll(".*challenge=\"([^\"]*)\"", "$1");
        return key.signed(
                "{\"alg\":\"ES256\",\"typ\":\"symbolon-proof+jwt\",\"jwk\":" + key.jwk() + "}",
                "{\"jti\":\"" + challenge + "\"}");
    }

    /** A proof for a registration: RFC 9449 section 4.2. */
    private String dpop(DraftBrowser key, String path, String nonce) {
        return key.signed(
                "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":" + key.jwk() + "}",
                "{\"jti\":\"" + UUID.randomUUID() + "\",\"htm\":\"POST\",\"htu\":\"" + application.origin() + path
                        + "\",\"iat\":1,\"nonce\":\"" + nonce + "\"}");
    }
}
