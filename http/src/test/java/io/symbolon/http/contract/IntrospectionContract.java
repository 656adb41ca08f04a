package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.StalenessPolicy;
import io.symbolon.http.ServiceCaller;
import io.symbolon.http.ServiceSecrets;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Token introspection (RFC 7662), answered from the node's view. */
public abstract class IntrospectionContract extends HttpContract {
    private static final String PATH = "/session/introspect";
    private static final String SECRET = "gateway-0123456789abcdef0123456789abcdef";
    private static final String INACTIVE = "{\"active\":false}";
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    private final TestApplication application = start(setup -> {
        setup.sessions = builder ->
                builder.tokenIntrospection(ServiceSecrets.none().with(ServiceCaller.named("gateway"), SECRET));
        return setup;
    });

    private final SessionTokens tokens = application
            .manager()
            .create(
                    "user-1",
                    CONTEXT,
                    CreateOptions.claims(Map.of("scope", "read write", "plan", "gold"))
                            .withClient("web"));

    @Test
    void itIsOffUnlessItIsTurnedOn() {
        // Some servers say of a POST to what is not there that it is not allowed.
        assertThat(gateway(start()).post(PATH, "token=x").status()).isIn(404, 405);
    }

    @Test
    void ofAGoodAccessTokenItTellsWhatTheTokenSays() {
        Answer answer = post("token_type_hint=access_token&token=" + tokens.accessToken());
        var token = application.manager().verify(tokens.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type").orElseThrow()).startsWith("application/json");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"active\":true,\"scope\":\"read write\",\"client_id\":\"web\",\"token_type\":\"Bearer\""
                        + ",\"exp\":" + token.expiresAt().getEpochSecond()
                        + ",\"iat\":" + token.issuedAt().getEpochSecond()
                        + ",\"sub\":\"user-1\",\"aud\":\"https://api.example.com\",\"iss\":\"https://login.example.com\""
                        + ",\"jti\":\"" + token.tokenId() + "\"}");
    }

    @Test
    void aScopeThatIsNoTextIsLeftOut() {
        SessionTokens withArray =
                application.manager().create("user-1", CONTEXT, CreateOptions.claims(Map.of("scope", List.of("read"))));

        assertThat(post("token=" + withArray.accessToken()).body())
                .contains("\"active\":true")
                .doesNotContain("scope");
    }

    @Test
    void anEndedSessionsTokenIsInactiveAtOnceAndNothingMoreIsSaid() {
        application.manager().revoke(tokens.sessionId());

        assertThat(post("token=" + tokens.accessToken()).body()).isEqualTo(INACTIVE);
    }

    @Test
    void nothingMoreIsSaidOfAnyTokenThatIsNotGood() {
        SessionTokens outdated = application.manager().create("user-2", CONTEXT);
        application.manager().expireAccessTokens("user-2");

        for (String token : List.of("x", tokens.refreshToken(), tokens.accessToken() + "x", outdated.accessToken())) {
            Answer answer = post("token=" + token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(INACTIVE);
        }
        application.clock.advance(Duration.ofMinutes(16));
        assertThat(post("token=" + tokens.accessToken()).body()).isEqualTo(INACTIVE);
    }

    @Test
    void theStorageIsNotAsked() {
        application.storage.cut();

        assertThat(post("token=" + tokens.accessToken()).body()).startsWith("{\"active\":true,");
    }

    @Test
    void aNodeThatCannotTellSaysSo() {
        TestApplication stale = start(setup -> {
            setup.manager = builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(Duration.ofMinutes(5)));
            setup.sessions = builder ->
                    builder.tokenIntrospection(ServiceSecrets.none().with(ServiceCaller.named("gateway"), SECRET));
            return setup;
        });
        String token = stale.manager().create("user-1", CONTEXT).accessToken();
        stale.storage.cut();
        stale.clock.advance(Duration.ofMinutes(10));

        Answer answer = gateway(stale).post(PATH, "token=" + token);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json("code")).isEqualTo("STALE_NODE");
        assertThat(answer.header("retry-after")).isPresent();
    }

    @Test
    void whoIsNotKnownIsToldNothing() {
        TestClient nobody = application.client().with("Content-Type", "application/x-www-form-urlencoded");

        Answer answer = nobody.post(PATH, "token=" + tokens.accessToken());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("error")).isEqualTo("invalid_client");
        assertThat(answer.body()).doesNotContain("active");
    }

    @Test
    void aRequestWithoutATokenIsInvalid() {
        assertThat(post("").status()).isEqualTo(400);
        assertThat(post("").json("error")).isEqualTo("invalid_request");
        assertThat(gateway(application).get(PATH).status()).isEqualTo(405);
    }

    private Answer post(String body) {
        return gateway(application).post(PATH, body);
    }

    private static TestClient gateway(TestApplication application) {
        return application
                .client()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Authorization", "Bearer " + SECRET);
    }
}
