package io.symbolon.http.contract;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.symbolon.HttpRevocationLog;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.EndpointPaths;
import io.symbolon.http.FeedKeys;
import io.symbolon.http.RevocationFeed;
import io.symbolon.http.ServiceCaller;
import io.symbolon.http.ServicePaths;
import io.symbolon.http.ServiceSecrets;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** G12: the revocation feed, for verifiers that cannot reach the storage. */
public abstract class FeedContract extends HttpContract {
    private static final String PATH = "/session/revocations";
    private static final String ORDERS = "orders-0123456789abcdef0123456789abcdef";
    private static final String GATEWAY = "gateway-0123456789abcdef0123456789abcdef";
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    /** Of the bytes 0 to 31, and of 32 to 63. */
    private static final FeedKeys FIRST = FeedKeys.fromBase64("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");

    private static final FeedKeys SECOND = FeedKeys.fromBase64("ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=");

    @Test
    void thereIsNoFeedUnlessItIsTurnedOn() {
        TestApplication application = start();

        assertThat(application
                        .client()
                        .with("Authorization", "Bearer " + ORDERS)
                        .get(PATH)
                        .status())
                .isEqualTo(404);
        assertThat(application.sessions().paths().open()).doesNotContain(PATH);
    }

    @Test
    void whoIsNotKnownIsRefused() {
        TestApplication application = startWith(feed -> feed);
        TestClient nobody = application.client();

        for (TestClient caller : List.of(
                nobody,
                nobody.with("Authorization", "Bearer " + ORDERS + "x"),
                nobody.with("Authorization", "Bearer "),
                nobody.with("Authorization", "Basic " + ORDERS),
                nobody.with("Authorization", ORDERS))) {
            Answer answer = caller.get(PATH);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("CALLER_UNKNOWN");
            assertThat(answer.header("www-authenticate").orElseThrow()).startsWith("Bearer ");
            assertThat(answer.body()).doesNotContain("cursor");
        }
    }

    @Test
    void aCallerWithTheRightSeesWhoWasEndedAndWhy() {
        TestApplication application = startWith(feed -> feed.withKeys(FIRST));
        SessionTokens tokens = application.manager().create("user-1", CONTEXT);
        application.manager().revoke(tokens.sessionId());
        application.manager().revokeAll("user-2", RevocationCause.CREDENTIALS_CHANGED);

        Answer page = orders(application).get(PATH + "?nonce=n-1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type").orElseThrow()).startsWith("application/json");
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.json("nonce")).isEqualTo("n-1");
        assertThat(page.json("restarted")).isEqualTo("false");
        assertThat(page.json("at_end")).isEqualTo("true");
        assertThat(page.json("retention")).isEqualTo("7200000");
        assertThat(page.json("clock_margin")).isEqualTo("300000");
        assertThat(Long.parseLong(page.json("contact_age"))).isBetween(0L, 60_000L);
        assertThat(Long.parseLong(page.json("now"))).isCloseTo(application.clock.millis(), within(60_000L));
        assertThat(page.body())
                .contains(
                        "{\"target\":\"session\",\"sid\":\"" + tokens.sessionId()
                                + "\",\"sub\":\"user-1\",\"kind\":\"ended\",\"min_version\":\"ended\",\"cause\":\"SIGNED_OUT\",")
                .contains("{\"target\":\"subject\",\"sub\":\"user-2\",\"kind\":\"ended\",\"min_version\":")
                .contains("\"cause\":\"CREDENTIALS_CHANGED\"")
                .doesNotContain("subject_keys")
                .doesNotContain("sub_macs");
    }

    @Test
    void anotherCallerSeesMacsOfSubjectsUnderEachFeedKey() {
        TestApplication application = startWith(feed -> feed.withKeys(FIRST.and(SECOND)));
        SessionTokens tokens = application.manager().create("user-1", CONTEXT);
        application.manager().revoke(tokens.sessionId());
        application.manager().expireAccessTokens("user-1");

        Answer page = gateway(application).get(PATH);

        assertThat(page.body())
                .contains("\"subject_keys\":[\"ZNY9hKyyx6s\",\"G-zaNin3Io0\"]")
                .contains("{\"target\":\"session\",\"sid\":\"" + tokens.sessionId() + "\",\"kind\":\"ended\",")
                .contains("{\"target\":\"subject\",\"sub_macs\":{"
                        + "\"ZNY9hKyyx6s\":\"xJ3AF5eKIuGCRF7Cn9SN-AETTFVCCw_1vyGTLz7_VYM\","
                        + "\"G-zaNin3Io0\":\"oY8d9kwcyshYpeLzx6bjIfvnR3gEyVsWCnGKZQ4GG7c\"},\"kind\":\"outdated\",")
                .doesNotContain("user-1");
    }

    @Test
    void withoutAFeedKeyNobodyElseSeesAnything() {
        TestApplication application = startWith(feed -> feed);

        Answer answer = gateway(application).get(PATH);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json("code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void everythingIsNamedByItsPartitions() throws InterruptedException {
        TestApplication application = startWith(feed -> feed);
        application.manager().revokeEverything(RevocationCause.ADMINISTRATOR);

        Answer page = orders(application).get(PATH);
        LogPage read = log(application).read(LogCursor.START, Duration.ZERO);

        // Partition 3 of 16.
        assertThat(page.body())
                .contains("{\"target\":\"everything\",\"partitions\":\"CAAIAAgACAAIAAgACAAIAAgACAAIAAgACAAIAAgACAA\","
                        + "\"kind\":\"ended\",\"min_version\":1");
        assertThat(read.revocations()).hasSize(16).allMatch(entry -> entry.target() instanceof Revocation.OfEverything);
    }

    @Test
    void aRequestThatWaitsIsAnsweredAsSoonAsSomethingIsLogged() throws Exception {
        TestApplication application = startWith(feed -> feed.withLongestWait(Duration.ofSeconds(50)));
        TestClient orders = orders(application);
        String cursor = orders.get(PATH).json("cursor");
        long start = System.nanoTime();
        CompletableFuture<Answer> waiting = inBackground(() -> orders.get(PATH + "?wait=50&after=" + cursor));

        SessionTokens tokens = application.manager().create("user-1", CONTEXT);
        application.manager().revoke(tokens.sessionId());

        Answer page = waiting.get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(page.body()).contains(tokens.sessionId().toString());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(45));
    }

    @Test
    void aRequestWaitsNoLongerThanTheServerAllows() {
        TestApplication application = startWith(feed -> feed.withLongestWait(Duration.ofMillis(50)));
        TestClient orders = orders(application);
        long start = System.nanoTime();

        Answer page = orders.get(PATH + "?wait=50&after=" + orders.get(PATH).json("cursor"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("\"entries\":[]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void noMoreRequestsWaitThanMay() throws Exception {
        TestApplication application = startWith(feed -> feed.withMaximumWaiters(1));
        TestClient orders = orders(application);
        String cursor = orders.get(PATH).json("cursor");
        List<CompletableFuture<Answer>> both = Stream.generate(
                        () -> inBackground(() -> orders.get(PATH + "?wait=20&after=" + cursor)))
                .limit(2)
                .toList();

        Answer refused = (Answer)
                CompletableFuture.anyOf(both.get(0), both.get(1)).get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json("code")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(refused.header("retry-after")).contains("1");
        assertThat(orders.get(PATH + "?after=" + cursor).status())
                .as("one that does not wait")
                .isEqualTo(200);
        application.manager().revokeAll("user-1");

        await().until(() -> both.get(0).isDone() && both.get(1).isDone());
        assertThat(both.stream().map(answer -> answer.join().status())).containsExactlyInAnyOrder(200, 429);
        await().untilAsserted(() -> assertThat(
                        orders.get(PATH + "?wait=0.01&after=" + orders.get(PATH).json("cursor"))
                                .status())
                .as("its place is free again")
                .isEqualTo(200));
    }

    @Test
    void aCallerReadsFromTheStartOnlySoOften() {
        TestApplication application = startWith(feed -> feed.withRestarts(3).withKeys(FIRST));
        TestClient orders = orders(application);
        String cursor = orders.get(PATH).json("cursor");
        assertThat(orders.get(PATH + "?after=").status()).isEqualTo(200);
        assertThat(orders.get(PATH + "?after=" + cursor + "x").json("restarted"))
                .isEqualTo("true");

        for (String after : List.of("", "?after=" + cursor + "x", "?after=made-up")) {
            Answer refused = orders.get(PATH + after);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after").orElseThrow()))
                    .isBetween(1, 20);
        }

        assertThat(orders.get(PATH + "?after=" + cursor).status()).isEqualTo(200);
        assertThat(gateway(application).get(PATH).status()).as("another caller").isEqualTo(200);
    }

    @Test
    void aCursorThatNobodyGaveOutIsAnsweredFromTheStart() {
        TestApplication application = startWith(feed -> feed);
        TestClient orders = orders(application);
        application.manager().revokeAll("user-1");
        String cursor = orders.get(PATH).json("cursor");
        String refreshToken = application.manager().create("user-1", CONTEXT).refreshToken();

        assertThat(orders.get(PATH + "?after=" + cursor).body()).contains("\"entries\":[]", "\"restarted\":false");
        for (String madeUp : List.of(
                "x",
                cursor.substring(0, cursor.length() - 8) + "AAAAAAAA",
                refreshToken,
                cursor.replace("symbolon_fc_", ""))) {
            Answer page = orders.get(PATH + "?after=" + madeUp + "&wait=20");

            assertThat(page.json("restarted")).as(madeUp).isEqualTo("true");
            assertThat(page.body()).contains("\"sub\":\"user-1\"");
        }
    }

    @Test
    void whatIsNotAskedInTheRightWayIsRefused() {
        TestApplication application = startWith(feed -> feed);
        TestClient orders = orders(application);

        for (String query : List.of(
                "wait=-1",
                "wait=x",
                "wait=1e3",
                "wait=1.",
                "wait=.5",
                "wait=0.0001",
                "wait=",
                "wait=1&wait=2",
                "after=a&after=b",
                "nonce=",
                "nonce=a%20b",
                "nonce=a&nonce=a",
                "nonce=" + "n".repeat(65))) {
            Answer answer = orders.get(PATH + "?" + query);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json("code")).as(query).isEqualTo("MALFORMED_QUERY");
        }
        assertThat(orders.get(PATH + "?other=1&wait=0.001&nonce=" + "n".repeat(64))
                        .status())
                .isEqualTo(200);
        assertThat(orders.post(PATH, null).status()).isEqualTo(405);
    }

    @Test
    void aServerThatIsCutOffIsNoContact() {
        TestApplication application = startWith(feed -> feed);
        TestClient orders = orders(application);
        String cursor = orders.get(PATH).json("cursor");

        application.storage.cut();
        await().untilAsserted(() -> {
            Answer answer = orders.get(PATH + "?after=" + cursor);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json("code")).isEqualTo("UNAVAILABLE");
            assertThat(answer.header("retry-after")).isPresent();
            assertThat(answer.body()).doesNotContain("secret-host");
        });
        application.storage.restore();

        await().untilAsserted(() ->
                assertThat(orders.get(PATH + "?after=" + cursor).status()).isEqualTo(200));
    }

    @Test
    void theFeedIsWhereItWasPutAndNeedsNoAccessToken() {
        TestApplication application = start(setup -> {
            setup.sessions = builder -> builder.feed(RevocationFeed.of(secrets()))
                    .paths(EndpointPaths.defaults()
                            .withServices(ServicePaths.none()
                                    .withRevocations("/internal/ended")
                                    .withRevoke("/internal/revoke")));
            setup.filteredPaths = List.of("/*");
            return setup;
        });

        assertThat(orders(application).get("/internal/ended").status()).isEqualTo(200);
        assertThat(application.sessions().paths().services().all())
                .as("a path alone turns nothing on")
                .containsExactly("/internal/ended");
    }

    private TestApplication startWith(UnaryOperator<RevocationFeed> changes) {
        return start(setup -> {
            setup.sessions = builder -> builder.feed(changes.apply(RevocationFeed.of(secrets())));
            return setup;
        });
    }

    /** On a thread of its own: the common pool may have none to spare. */
    private static CompletableFuture<Answer> inBackground(Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request, task -> new Thread(task, "waiting request").start());
    }

    private static ServiceSecrets secrets() {
        return ServiceSecrets.none()
                .with(ServiceCaller.named("orders").withSubjects(), ORDERS)
                .with(ServiceCaller.named("gateway"), GATEWAY);
    }

    private static TestClient orders(TestApplication application) {
        return application.client().with("Authorization", "Bearer " + ORDERS);
    }

    /** By its name and its secret. */
    private static TestClient gateway(TestApplication application) {
        byte[] pair = ("gateway:" + GATEWAY).getBytes(StandardCharsets.UTF_8);
        return application
                .client()
                .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static HttpRevocationLog log(TestApplication application) {
        return HttpRevocationLog.of(URI.create(application.origin() + PATH), ORDERS);
    }
}
