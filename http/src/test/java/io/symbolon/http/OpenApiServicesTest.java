package io.symbolon.http;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.RevocationCause;
import io.symbolon.SigningKeys;
import io.symbolon.StalenessPolicy;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The endpoints for services answer as the document says, refusals included. */
class OpenApiServicesTest extends OpenApiFixture {
    @Test
    void publicKeysAreAnsweredAsDocumented() {
        DocumentedOperation keys = operation("GET", "/.well-known/jwks.json");

        assertThat(keys.answer(client).body()).contains("\"kid\"");
        for (var algorithm : List.of(JwsAlgorithm.HS256, JwsAlgorithm.PS256, JwsAlgorithm.EdDSA)) {
            TestApplication other = start(setup -> {
                setup.signingKeys = SigningKeys.generate(algorithm);
                return setup;
            });
            keys.answer(other.client());
        }
        keys.requireAllSeen();
    }

    @Test
    void theRevocationFeedAnswersAsDocumented() {
        DocumentedOperation feed = operation("GET", "/session/revocations");
        TestClient service = service(application, SERVICE);
        application
                .manager()
                .revoke(application.manager().create("alice", CONTEXT).sessionId());
        application.manager().revokeAll("alice", RevocationCause.CREDENTIALS_CHANGED);
        application.manager().expireAccessTokens("bob");
        application.manager().revokeEverything(RevocationCause.ADMINISTRATOR);

        Answer clear = feed.answer(service, "/session/revocations?nonce=n-1&wait=0.1", null);
        assertThat(clear.body()).contains("\"everything\"", "\"sub\"", "\"cause\"", "\"outdated\"", "\"nonce\"");
        assertThat(feed.answer(service(application, GATEWAY)).body()).contains("\"sub_macs\"");
        assertThat(feed.answer(service, "/session/revocations?wait=x", null).status())
                .isEqualTo(400);
        assertThat(feed.answer(client).json("code")).isEqualTo("CALLER_UNKNOWN");
        TestApplication withoutKeys = start(setup -> {
            setup.sessions = sessions -> sessions.feed(RevocationFeed.of(SECRETS));
            return setup;
        });
        assertThat(feed.answer(service(withoutKeys, GATEWAY)).status()).isEqualTo(403);
        assertThat(feed.answer(service(start(UnaryOperator.identity()), SERVICE))
                        .status())
                .isEqualTo(404);
        await().until(() -> feed.answer(service).status() == 429);

        application.storage.cut();
        String onward = "/session/revocations?after=" + clear.json("cursor");
        await().until(() -> feed.answer(service, onward, null).status() == 503);
        feed.requireAllSeen();
    }

    @Test
    void tokenRevocationAnswersAsDocumented() {
        DocumentedOperation revoke = operation("POST", "/session/revoke");
        TestClient service = service(application, SERVICE);
        String token = application.manager().create("alice", CONTEXT).refreshToken();

        assertThat(revoke.answer(service, "token=" + token).status()).isEqualTo(200);
        refuseServices(revoke);
        String next = application.manager().create("alice", CONTEXT).refreshToken();
        application.storage.cut();
        assertThat(revoke.answer(service, "token=" + next).json("code")).isEqualTo("UNAVAILABLE");
        revoke.requireAllSeen();
    }

    @Test
    void tokenIntrospectionAnswersAsDocumented() {
        DocumentedOperation introspect = operation("POST", "/session/introspect");
        TestApplication node = start(setup -> {
            setup.manager = manager -> manager.stalenessPolicy(StalenessPolicy.rejectAfter(Duration.ofMinutes(5)))
                    .audience("https://a.example", "https://b.example");
            setup.sessions = OpenApiFixture::allOn;
            return setup;
        });
        TestClient service = service(application, SERVICE);
        String token = application.manager().create("alice", CONTEXT).accessToken();
        String ofNode = node.manager().create("alice", CONTEXT).accessToken();

        assertThat(introspect.answer(service, "token=" + token).json("active")).isEqualTo("true");
        assertThat(introspect.answer(service, "token=x").json("active")).isEqualTo("false");
        assertThat(introspect.answer(service(node, SERVICE), "token=" + ofNode).body())
                .contains("\"aud\":[");
        refuseServices(introspect);
        node.storage.cut();
        node.clock.advance(Duration.ofMinutes(10));
        assertThat(introspect.answer(service(node, SERVICE), "token=" + ofNode).json("code"))
                .isEqualTo(InvalidAccessTokenException.Code.STALE_NODE.name());
        TestClient alice = node.client().with("Authorization", "Bearer " + ofNode);
        assertThat(operation("GET", "/sessions").answer(alice).json("code")).isEqualTo("STALE_NODE");
        introspect.requireAllSeen();
    }

    private void refuseServices(DocumentedOperation operation) {
        assertThat(operation.answer(service(application, SERVICE), "x=y").json("error"))
                .isEqualTo("invalid_request");
        assertThat(operation.answer(client, "token=x").json("error")).isEqualTo("invalid_client");
        TestClient plain = service(start(UnaryOperator.identity()), SERVICE);
        assertThat(operation.answer(plain, "token=x").json("code")).isEqualTo("NOT_FOUND");
    }
}
