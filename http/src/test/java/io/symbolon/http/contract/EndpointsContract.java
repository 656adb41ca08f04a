package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionContext;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.EndpointPaths;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

public abstract class EndpointsContract extends HttpContract {
    private final TestApplication application = start();
    private final TestClient alice = application.browser();

    @Test
    void refreshGivesNewCookiesAndTheOldAccessTokenWorksNoMoreAfterItsTime() {
        alice.signIn("alice");
        String before = alice.value("__Host-access-token");
        application.clock.advance(Duration.ofMinutes(16));
        assertThat(alice.get("/api/me").status()).isEqualTo(401);

        assertThat(alice.refresh().status()).isEqualTo(204);

        assertThat(alice.value("__Host-access-token")).isNotEqualTo(before);
        assertThat(alice.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void signOutEndsTheSessionAndClearsTheCookies() {
        alice.signIn("alice");
        TestClient thief = application.client().with("Cookie", alice.cookie("__Host-access-token"));
        assertThat(thief.get("/api/me").status()).isEqualTo(200);

        assertThat(alice.post("/session/sign-out", null).status()).isEqualTo(204);

        assertThat(alice.jar()).isEmpty();
        Answer refused = thief.get("/api/me");
        assertThat(refused.json("code")).isEqualTo("REVOKED");
        assertThat(refused.json("action")).isEqualTo("SIGN_IN");
        assertThat(refused.json("cause")).isEqualTo("SIGNED_OUT");
    }

    @Test
    void signOutWorksByTheRefreshTokenAloneAfterTheAccessTokenExpired() {
        alice.signIn("alice");
        alice.jar().remove("__Host-access-token");
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(alice.post("/session/sign-out", null).status()).isEqualTo(204);

        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void signOutWorksByTheAccessTokenWhereTheRefreshTokenIsDamaged() {
        alice.signIn("alice");
        String damaged = alice.cookie("__Host-access-token") + "; __Secure-refresh-token=nonsense";

        assertThat(alice.with("Cookie", damaged).post("/session/sign-out", null).status())
                .isEqualTo(204);

        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void signOutWithTokensOfTwoSessionsEndsBoth() {
        alice.signIn("alice");
        TestClient other = application.browser();
        other.signIn("alice");
        String both = alice.cookie("__Host-access-token") + "; " + other.cookie("__Secure-refresh-token");

        assertThat(alice.with("Cookie", both).post("/session/sign-out", null).status())
                .isEqualTo(204);

        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void signOutWithoutTokensSaysThatNothingWasEnded() {
        Answer answer = alice.post("/session/sign-out", null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("code")).isEqualTo("TOKEN_MISSING");
    }

    @Test
    void signOutTwiceIsNoError() {
        alice.signIn("alice");
        String cookies = alice.cookie("__Host-access-token") + "; " + alice.cookie("__Secure-refresh-token");
        assertThat(alice.post("/session/sign-out", null).status()).isEqualTo(204);
        assertThat(alice.with("Cookie", cookies).post("/session/sign-out", null).status())
                .isEqualTo(204);
    }

    @Test
    void anApplicationSignsOutInItsOwnWay() {
        alice.signIn("alice");
        assertThat(alice.post("/session/leave", null).status()).isEqualTo(200);
        assertThat(alice.jar()).isEmpty();
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void mySessionsSayWhichOneAsks() {
        alice.signIn("alice");
        TestClient phone = application
                .browser()
                .with(
                        "User-Agent",
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
                                + " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1");
        application.clock.advance(Duration.ofSeconds(1));
        phone.signIn("alice");
        application.browser().signIn("bob");

        Answer answer = phone.get("/sessions");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(ids(answer.body()))
                .hasSize(2)
                .isEqualTo(application.manager().list("alice").stream()
                        .map(session -> session.id().toString())
                        .toList());
        assertThat(answer.body())
                .containsOnlyOnce("\"current\":true")
                .contains("{\"type\":\"phone\",\"name\":\"Safari on iOS\"}")
                .contains("\"ip\":\"127.0.0.1\"");
        assertThat(answer.body().indexOf("\"current\":true"))
                .isLessThan(answer.body().indexOf("\"current\":false"));
    }

    @Test
    void mySessionsComeInPages() {
        for (int i = 0; i < 6; i++) {
            signedIn(application, "alice");
        }
        alice.signIn("alice");
        List<String> all = ids(alice.get("/sessions").body());

        List<String> paged = new ArrayList<>();
        Answer page = alice.get("/sessions?limit=3");
        assertThat(ids(page.body())).hasSize(3);
        while (page.body().contains("\"next\"")) {
            paged.addAll(ids(page.body()));
            page = alice.get("/sessions?limit=3&after=" + page.json("next"));
            assertThat(page.status()).isEqualTo(200);
        }
        paged.addAll(ids(page.body()));

        assertThat(all).hasSize(7);
        assertThat(paged).isEqualTo(all);
        assertThat(alice.get("/sessions").body()).doesNotContain("\"next\"");
        assertThat(ids(alice.get("/sessions?colour=red&limit=7&after=" + all.get(0))
                        .body()))
                .isEqualTo(all.subList(1, 7));
    }

    @Test
    void thePageAfterASessionThatHasEndedGoesOnWhereItWas() {
        for (int i = 0; i < 4; i++) {
            signedIn(application, "alice");
        }
        application.clock.advance(Duration.ofSeconds(1));
        alice.signIn("alice");
        List<String> all = ids(alice.get("/sessions").body());
        String last = alice.get("/sessions?limit=2").json("next");
        assertThat(alice.delete("/sessions/" + last).status()).isEqualTo(204);

        assertThat(ids(alice.get("/sessions?limit=2&after=" + last).body())).isEqualTo(all.subList(2, 4));
    }

    @Test
    void aQueryThatNamesNoPageIsRefused() {
        alice.signIn("alice");
        String id = "A".repeat(22);
        for (String query : List.of(
                "limit=0",
                "limit=1001",
                "limit=99999999999",
                "limit=-1",
                "limit=",
                "limit",
                "limit=ten",
                "limit=%D9%A1",
                "limit=1&limit=2",
                "limit=1&%6Cimit=2",
                "after=" + id,
                "limit=1&after=",
                "limit=1&after=nonsense",
                "limit=1&after=" + id + "&after=" + id,
                "limit=%25&after=" + id)) {
            Answer answer = alice.get("/sessions?" + query);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json("code")).as(query).isEqualTo("MALFORMED_QUERY");
        }
    }

    @Test
    void aUserEndsOneOfTheirSessions() {
        alice.signIn("alice");
        TestClient lost = application.browser();
        lost.signIn("alice");
        String lostId = idOfCurrent(lost);

        assertThat(alice.delete("/sessions/" + lostId).status()).isEqualTo(204);

        assertThat(lost.get("/api/me").json("cause")).isEqualTo("SIGNED_OUT_FROM_ANOTHER_SESSION");
        assertThat(alice.get("/api/me").status()).isEqualTo(200);
        assertThat(alice.jar()).hasSize(2);
    }

    @Test
    void endingTheCurrentSessionClearsItsCookies() {
        alice.signIn("alice");
        assertThat(alice.delete("/sessions/" + idOfCurrent(alice)).status()).isEqualTo(204);
        assertThat(alice.jar()).isEmpty();
    }

    @Test
    void anotherUsersSessionAndAnUnknownOneAndNonsenseAnswer404Alike() {
        alice.signIn("alice");
        String bobs = application
                .manager()
                .create("bob", SessionContext.of("192.0.2.1"))
                .sessionId()
                .toString();

        Answer another = alice.delete("/sessions/" + bobs);
        Answer unknown = alice.delete("/sessions/" + "A".repeat(22));
        Answer nonsense = alice.delete("/sessions/x");

        assertThat(another.status()).isEqualTo(404);
        assertThat(another.body()).isEqualTo(unknown.body()).isEqualTo(nonsense.body());
        assertThat(application.manager().list("bob")).hasSize(1);
    }

    @Test
    void revokeOthersKeepsTheCaller() {
        alice.signIn("alice");
        TestClient other = application.browser();
        other.signIn("alice");

        Answer answer = alice.post("/sessions/revoke-others", null);

        assertThat(answer.json("ended")).isEqualTo("1");
        assertThat(alice.get("/api/me").status()).isEqualTo(200);
        assertThat(other.get("/api/me").json("action")).isEqualTo("SIGN_IN");
    }

    @Test
    void revokeOthersOfASessionThatTheStorageLostAsksToSignIn() {
        alice.signIn("alice");
        application.clock.advance(Duration.ofMinutes(1));
        // The storage forgets the session, as after a restore from an old backup; its access token lives on.
        TestClient stranger = application.browser();
        try (TestApplication other = start()) {
            String foreign = signedIn(other, "alice").cookie("__Host-access-token");
            Answer answer = stranger.with("Cookie", foreign).post("/sessions/revoke-others", null);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("SESSION_NOT_FOUND");
        }
    }

    @Test
    void revokeAllEndsTheCallerToo() {
        alice.signIn("alice");
        TestClient other = application.browser();
        other.signIn("alice");

        assertThat(alice.post("/sessions/revoke-all", null).json("ended")).isEqualTo("2");

        assertThat(alice.jar()).isEmpty();
        assertThat(other.get("/api/me").json("code")).isEqualTo("REVOKED");
    }

    @Test
    void publicKeysAreServedAndMayBeCached() {
        Answer answer = application.client().get("/.well-known/jwks.json");
        assertThat(answer.body()).isEqualTo(application.manager().jwks()).contains("\"kty\"");
        assertThat(answer.header("content-type")).contains("application/jwk-set+json");
        assertThat(answer.header("cache-control").orElse("")).contains("max-age");
    }

    @Test
    void sessionEndpointsNeedAnAccessToken() {
        for (Answer answer : List.of(
                alice.get("/sessions"),
                alice.delete("/sessions/" + "A".repeat(22)),
                alice.post("/sessions/revoke-others", null),
                alice.post("/sessions/revoke-all", null))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("TOKEN_MISSING");
            assertThat(answer.header("www-authenticate")).contains("Bearer realm=\"symbolon\"");
        }
    }

    @Test
    void pathsCanBeSet() {
        EndpointPaths paths = EndpointPaths.defaults()
                .withTokenPaths("/auth/renew", "/auth/leave")
                .withSessions("/my/devices")
                .withJwks("/keys");
        TokenTransport cookies = TokenTransport.cookie(
                CookieSettings.forCookie().refreshTokenPath("/auth").build());
        try (TestApplication other = start(setup -> {
            setup.transports = List.of(cookies);
            setup.sessions = sessions -> sessions.paths(paths);
            return setup;
        })) {
            TestClient client = signedIn(other, "alice");
            assertThat(client.post("/auth/renew", null).status()).isEqualTo(204);
            assertThat(ids(client.get("/my/devices").body())).hasSize(1);
            assertThat(client.post("/my/devices/revoke-others", null).json("ended"))
                    .isEqualTo("0");
            assertThat(client.get("/keys").status()).isEqualTo(200);
            assertThat(client.post("/session/refresh", null).status()).isIn(404, 405);
            assertThat(client.post("/auth/leave", null).status()).isEqualTo(204);
        }
    }

    private static TestClient signedIn(TestApplication application, String subject) {
        TestClient client = application.browser();
        client.signIn(subject);
        return client;
    }

    private static String idOfCurrent(TestClient client) {
        String body = client.get("/sessions").body();
        java.util.regex.Matcher id =
                Pattern.compile("\"id\":\"([^\"]+)\",\"current\":true").matcher(body);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static List<String> ids(String body) {
        List<String> ids = new ArrayList<>();
        java.util.regex.Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(body);
        while (id.find()) {
            ids.add(id.group(1));
        }
        return ids;
    }
}
