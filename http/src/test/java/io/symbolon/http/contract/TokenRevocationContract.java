package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.ServiceCaller;
import io.symbolon.http.ServiceSecrets;
import io.symbolon.http.contract.TestClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Token revocation (RFC 7009): a service that holds a token ends its session. */
public abstract class TokenRevocationContract extends HttpContract {
    private static final String PATH = "/session/revoke";
    private static final String SECRET = "gateway-0123456789abcdef0123456789abcdef";
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    private final TestApplication application = start(setup -> {
        setup.sessions =
                builder -> builder.tokenRevocation(ServiceSecrets.none().with(ServiceCaller.named("gateway"), SECRET));
        return setup;
    });

    private final SessionTokens tokens = application.manager().create("user-1", CONTEXT);

    @Test
    void itIsOffUnlessItIsTurnedOn() {
        // Some servers say of a POST to what is not there that it is not allowed.
        assertThat(gateway(start()).post(PATH, "token=x").status()).isIn(404, 405);
    }

    @Test
    void aRefreshTokensSessionIsEnded() {
        Answer answer = post("token_type_hint=refresh_token&token=" + tokens.refreshToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.body()).isEmpty();
        assertThat(application.manager().list("user-1")).isEmpty();
    }

    @Test
    void anAccessTokensSessionIsEndedAlsoWhenTheTokenHasExpired() {
        application.clock.advance(Duration.ofHours(1));

        assertThat(post("token=" + tokens.accessToken()).status()).isEqualTo(200);

        assertThat(application.manager().list("user-1")).isEmpty();
    }

    @Test
    void aWrongHintDoesNoHarm() {
        assertThat(post("token_type_hint=access_token&token=" + tokens.refreshToken())
                        .status())
                .isEqualTo(200);

        assertThat(application.manager().list("user-1")).isEmpty();
        SessionTokens more = application.manager().create("user-1", CONTEXT);
        assertThat(post("token_type_hint=made_up&token=" + more.accessToken()).status())
                .isEqualTo(200);
        assertThat(application.manager().list("user-1")).isEmpty();
    }

    @Test
    void aTokenThatIsNoneOrWasRevokedBeforeIsAnsweredAlike() {
        post("token=" + tokens.refreshToken());

        for (String token : List.of("x", "symbolon_rt_x", tokens.refreshToken(), tokens.accessToken() + "x")) {
            Answer answer = post("token=" + token);
            assertThat(answer.status()).as(token).isEqualTo(200);
            assertThat(answer.body()).as(token).isEmpty();
        }
    }

    @Test
    void aRequestWithoutATokenIsInvalid() {
        for (String body : List.of(
                "",
                "token=",
                "token",
                "token_type_hint=access_token",
                "token=a&token=b",
                "token=a&token_type_hint=b&token_type_hint=c",
                "token=%zz",
                "token=" + "x".repeat(40_000))) {
            Answer answer = post(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json("error")).as(body).isEqualTo("invalid_request");
        }
        assertThat(gateway(application)
                        .with("Content-Type", "application/json")
                        .post(PATH, "token=x")
                        .status())
                .isEqualTo(400);
        assertThat(gateway(application)
                        .get(PATH + "?token=" + tokens.refreshToken())
                        .status())
                .isEqualTo(405);
        assertThat(application.manager().list("user-1")).hasSize(1);
    }

    @Test
    void whoIsNotKnownEndsNothing() {
        TestClient nobody = form(application.client());
        String body = "token=" + tokens.refreshToken();

        Answer answer = nobody.post(PATH, body);
        Answer withSecret =
                nobody.with("Authorization", "Bearer " + SECRET + "x").post(PATH, body);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("error")).isEqualTo("invalid_client");
        assertThat(answer.header("www-authenticate").orElseThrow()).startsWith("Basic ");
        assertThat(withSecret.status()).isEqualTo(401);
        assertThat(withSecret.header("www-authenticate").orElseThrow()).startsWith("Bearer ");
        assertThat(application.manager().list("user-1")).hasSize(1);
    }

    @Test
    void whileTheStorageIsAwayTheAnswerIsToComeAgain() {
        application.storage.cut();

        Answer answer = post("token=" + tokens.refreshToken());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isPresent();
        application.storage.restore();
        assertThat(application.manager().list("user-1")).hasSize(1);
    }

    @Test
    void aTokenOfAKeyThatThisNodeDoesNotHaveYetIsNotCalledRevoked() {
        TestApplication other = start(setup -> {
            setup.manager = builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate());
            return setup;
        });
        String ofAnotherKey = other.manager().create("user-1", CONTEXT).refreshToken();

        Answer answer = post("token=" + ofAnotherKey);

        assertThat(answer.status()).isEqualTo(503);
    }

    private Answer post(String body) {
        return gateway(application).post(PATH, body);
    }

    private static TestClient gateway(TestApplication application) {
        String credentials = "gateway:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return form(application.client())
                .with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static TestClient form(TestClient client) {
        return client.with("Content-Type", "application/x-www-form-urlencoded");
    }
}
