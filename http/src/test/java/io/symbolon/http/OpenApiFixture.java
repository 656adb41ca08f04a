package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The document, and an application with all endpoints on. Each answer is judged by the document. */
abstract class OpenApiFixture {
    static final int BEARER = 1;
    static final String SERVICE = "service-0123456789abcdef0123456789abcdef";
    static final String GATEWAY = "gateway-0123456789abcdef0123456789abcdef";
    static final String UNKNOWN_ID = "AAAAAAAAAAAAAAAAAAAAAA";
    static final String TOO_LARGE = "{\"name\":\"" + "x".repeat(5_000) + "\"}";
    static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    static final ServiceSecrets SECRETS = ServiceSecrets.none()
            .with(ServiceCaller.named("service").withSubjects(), SERVICE)
            .with(ServiceCaller.named("gateway"), GATEWAY);

    private static final FeedKeys FEED_KEYS = FeedKeys.fromBase64("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");

    final OpenApiDocument document = OpenApiDocument.read();

    private final Deque<TestApplication> running = new ArrayDeque<>();

    final AtomicInteger claimSize = new AtomicInteger();
    final TestApplication application = start(setup -> {
        setup.manager = manager -> manager.claimsSource(subject -> Map.of("padding", "x".repeat(claimSize.get())));
        setup.sessions = OpenApiFixture::allOn;
        return setup;
    });
    final TestClient browser = application.browser();
    final TestClient client = application.client();
    final TestClient json = client.with("Content-Type", "application/json");

    @AfterEach
    final void stopAll() {
        running.forEach(started -> {
            started.storage.restore();
            started.close();
        });
    }

    final TestApplication start(UnaryOperator<TestApplication.Setup> changes) {
        TestApplication started = TestApplication.start(new JdkServer(), changes);
        running.push(started);
        return started;
    }

    static HttpUserSessions.Builder allOn(HttpUserSessions.Builder sessions) {
        return sessions.bindSessions()
                .signInPage("/sign-in")
                .context(RequestContext.builder()
                        .location((ip, request) -> Optional.of("Lisbon"))
                        .build())
                .feed(RevocationFeed.of(SECRETS).withKeys(FEED_KEYS).withRestarts(2))
                .tokenRevocation(SECRETS)
                .tokenIntrospection(SECRETS);
    }

    final DocumentedOperation operation(String method, String path) {
        return new DocumentedOperation(document, method, path);
    }

    final String idOf(String subject) {
        return application.manager().list(subject).get(0).id().toString();
    }

    /** The caller's cookies do not count in a request of another site's. */
    final void requireOwnPages(DocumentedOperation operation, String path) {
        TestClient alice = application.browser();
        alice.signIn("alice");

        assertThat(operation
                        .answer(alice.with("Sec-Fetch-Site", "cross-site"), path, null)
                        .json("code"))
                .isEqualTo("CROSS_SITE");
        assertThat(operation
                        .answer(alice.with("Sec-Fetch-Site", "").with("Origin", application.origin()), path, null)
                        .json("code"))
                .isEqualTo("INSECURE_ORIGIN");
    }

    /** Cookies of two sessions, of which nothing says which one counts. */
    final void refuseCookiesOfTwoSessions(DocumentedOperation operation, String path, @Nullable String body) {
        String one = cookies(application.manager().create("zoe", CONTEXT));
        String other = cookies(application.manager().create("zoe", CONTEXT));
        TestClient both =
                application.browser().with("Cookie", one + "; " + other).with("Content-Type", "application/json");

        Answer answer = operation.answer(both, path, body);

        assertThat(answer.json("code")).isEqualTo("AMBIGUOUS_SESSION");
        assertThat(answer.setCookies()).isNotEmpty();
    }

    private static String cookies(SessionTokens tokens) {
        return "__Host-access-token=" + tokens.accessToken() + "; __Secure-refresh-token=" + tokens.refreshToken();
    }

    static TestClient service(TestApplication application, String secret) {
        return application
                .client()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Authorization", "Bearer " + secret);
    }

    /** One who goes to a page. */
    static TestClient person(TestClient client) {
        return client.with("Accept", "text/html");
    }

    /** A request that carries two access tokens. */
    final Answer twoTokens(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(application.origin() + path))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer a")
                .header("Authorization", "Bearer b")
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String body(Answer signedIn) {
        return "{\"refresh_token\":\"" + signedIn.json("refresh_token") + "\"}";
    }
}
