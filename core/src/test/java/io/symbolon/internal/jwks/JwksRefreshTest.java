package io.symbolon.internal.jwks;

import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.TokensOfPayloads;
import io.symbolon.internal.keys.JwkSet;
import io.symbolon.internal.token.AccessTokenReader;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real https server. The waits are short here; what is asserted is their number and order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwksRefreshTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);
    private static final String EMPTY_SET = "{\"keys\":[]}";

    private final Issuer first = new Issuer();
    private final Issuer second = new Issuer();
    private final CountDownLatch over = new CountDownLatch(1);
    private JwksServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new JwksServer(folder);
    }

    @AfterAll
    void stop() {
        over.countDown();
        server.close();
    }

    @AfterEach
    void answerAgain() {
        server.answer(first.jwks());
    }

    @Test
    void theKeysAreThereWhenItHasStarted() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(NEVER, NEVER)) {
            assertThat(verifies(keys, first)).isTrue();
            assertThat(verifies(keys, second)).isFalse();
        }
    }

    @Test
    void aKeyThatTheIssuerAddsIsKnownSoonAfterItsFirstToken() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(NEVER, SOON)) {
            server.answer(second.jwks());

            soon().until(() -> verifies(keys, second));

            assertThat(verifies(keys, first)).isFalse();
        }
    }

    @Test
    void withoutAnUnknownTokenAKeyIsForgottenAfterThePeriod() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(SOON, NEVER)) {
            AccessTokenReader reader = reader(keys);
            String token = first.token();
            reader.read(token);
            int before = server.requests();
            server.answer(second.jwks());

            soon().until(() -> server.requests() >= before + 2);

            assertThatThrownBy(() -> reader.read(token)).isInstanceOf(InvalidAccessTokenException.class);
        }
    }

    @Test
    void anyNumberOfUnknownTokensCausesOneFetchAPause() throws InterruptedException {
        server.answer(first.jwks());
        int before = server.requests();
        Duration pause = Duration.ofMillis(400);
        long start = System.nanoTime();
        try (FetchedKeys keys = started(NEVER, pause)) {
            List<Thread> flood = List.of(flood(keys, start), flood(keys, start), flood(keys, start));
            for (Thread thread : flood) {
                thread.join();
            }
            long pauses = (System.nanoTime() - start) / pause.toNanos();

            assertThat(server.requests() - before).isBetween(2, 1 + (int) pauses);
        }
    }

    @Test
    void anUnknownTokenDoesNotWaitForTheSource() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(NEVER, Duration.ofMillis(1))) {
            CountDownLatch asked = new CountDownLatch(1);
            server.answer(exchange -> {
                asked.countDown();
                awaitQuietly(over, 60_000);
            });
            soon().until(() -> {
                keys.unknownHeader();
                return asked.getCount() == 0;
            });
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(verifiesToken(keys, "eyJhbGciOiJFUzI1NiJ9.e30.AAAA")).isFalse();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_FETCH);
            assertThat(verifies(keys, first)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>maintenance</html>",
                EMPTY_SET,
                "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"a\",\"k\":\"AAAA\"}]}"
            })
    void theLastGoodSetGoesOnWhileTheSourceHasNone(String document) {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(SOON, SOON)) {
            server.answer(document);
            int before = server.requests();
            soon().until(() -> server.requests() >= before + 2);
            assertThat(verifies(keys, first)).isTrue();

            server.answer(second.jwks());
            soon().until(() -> verifies(keys, second));
        }
    }

    @Test
    void theLastGoodSetGoesOnWhileTheSourceFails() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(SOON, SOON)) {
            for (int status : new int[] {500, 404, 204, 301}) {
                server.answer(status, "");
                int before = server.requests();
                soon().until(() -> server.requests() >= before + 2);
                assertThat(verifies(keys, first)).as("status %d", status).isTrue();
            }
            server.answer(second.jwks());
            soon().until(() -> verifies(keys, second));
        }
    }

    @Test
    void aFailureIsTriedAgainAfterThePauseAndNotThePeriod() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(NEVER, SOON)) {
            server.answer(500, "");
            keys.unknownHeader();
            int before = server.requests();

            soon().until(() -> server.requests() >= before + 3);
        }
    }

    @Test
    void aKeyThatStaysIsTheSameObjectSoThatItsVerifiedTokensAreRemembered() {
        server.answer(first.jwks());
        try (FetchedKeys keys = started(SOON, SOON)) {
            Object before = keys.current().get(0);
            server.answer(first.jwks().replace("{\"keys\":[", "{\"keys\":[" + onlyKey(second) + ","));

            soon().until(() -> keys.current().size() == 2);

            assertThat(keys.current().get(1)).isSameAs(before);
        }
    }

    @Test
    void fixedKeysGoOnWhateverTheSetSays() {
        server.answer(second.jwks());
        JwksEndpoint endpoint = endpoint();
        FetchedKeys keys = new FetchedKeys(endpoint, JwkSet.read(first.jwks()), NEVER, NEVER);
        keys.start();
        try (keys) {
            assertThat(verifies(keys, first)).isTrue();
            assertThat(verifies(keys, second)).isTrue();
        }
    }

    @Test
    void aFirstAnswerThatIsNoSetIsAnErrorThatSaysWhy() {
        server.answer(404, "");
        assertCannotStart("status 404");
        server.answer("<html>");
        assertCannotStart("not a JSON object");
        server.answer(EMPTY_SET);
        assertCannotStart("the JWK set is empty");
    }

    @Test
    void anAnswerThatIsTooLongIsGivenUp() {
        server.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = new byte[64 * 1024];
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(blanks);
            }
        });
        assertCannotStart("");
    }

    @Test
    void anAnswerThatTricklesIsGivenUp() {
        server.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_200 && over.getCount() > 0; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                awaitQuietly(over, 50);
            }
        });
        long start = System.nanoTime();
        assertCannotStart("no whole answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_FETCH.multipliedBy(4));
    }

    @Test
    void aServerThatNobodyVouchesForIsNotRead() {
        server.answer(first.jwks());
        JwksEndpoint endpoint = new JwksEndpoint(server.address(), HttpClient.newHttpClient(), LONGEST_FETCH);
        assertThatThrownBy(() -> FetchedKeys.start(endpoint, List.of())).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/jwks.json", "http://example.com/jwks.json"})
    void aRedirectOffHttpsIsNotFollowed(String target) {
        server.answer(exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        });
        assertCannotStart("status 302");
    }

    @Test
    void aRedirectWithinHttpsIsFollowed() {
        server.answer(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                byte[] body = first.jwks().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                exchange.getResponseHeaders().set("Location", "/moved");
                exchange.sendResponseHeaders(302, -1);
            }
        });
        try (FetchedKeys keys = started(NEVER, NEVER)) {
            assertThat(verifies(keys, first)).isTrue();
        }
    }

    @Test
    void closingStopsFetchesAlsoOneOnItsWay() throws InterruptedException {
        server.answer(first.jwks());
        FetchedKeys keys = started(SOON, SOON);
        CountDownLatch asked = new CountDownLatch(1);
        server.answer(exchange -> {
            asked.countDown();
            awaitQuietly(over, 60_000);
        });
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        keys.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_FETCH);
        int after = server.requests();
        soon().during(SOON.multipliedBy(3)).until(() -> server.requests() == after);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("symbolon-jwks"));
    }

    private void assertCannotStart(String why) {
        assertThatThrownBy(() -> started(NEVER, NEVER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("https://localhost")
                .hasMessageContaining(why);
    }

    private FetchedKeys started(Duration period, Duration pause) {
        FetchedKeys keys = new FetchedKeys(endpoint(), List.of(), period, pause);
        keys.start();
        return keys;
    }

    private JwksEndpoint endpoint() {
        HttpClient client =
                server.client().followRedirects(HttpClient.Redirect.NORMAL).build();
        return new JwksEndpoint(server.address(), client, LONGEST_FETCH);
    }

    private static boolean verifies(FetchedKeys keys, Issuer issuer) {
        return verifiesToken(keys, issuer.token());
    }

    private static boolean verifiesToken(FetchedKeys keys, String token) {
        try {
            reader(keys).read(token);
            return true;
        } catch (InvalidAccessTokenException refused) {
            return false;
        }
    }

    private static AccessTokenReader reader(FetchedKeys keys) {
        return new AccessTokenReader(keys, Issuer.NAME, List.of(Issuer.AUDIENCE), TokensOfPayloads::of, 100);
    }

    private static Thread flood(FetchedKeys keys, long start) {
        Thread thread = new Thread(() -> {
            while (System.nanoTime() - start < 1_500_000_000L) {
                keys.unknownHeader();
                Thread.onSpinWait();
            }
        });
        thread.start();
        return thread;
    }

    private static String onlyKey(Issuer issuer) {
        String set = issuer.jwks();
        return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
    }

    private static void awaitQuietly(CountDownLatch latch, long millis) throws IOException {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    /** Somebody who issues tokens, with a key of their own. */
    private static final class Issuer {
        static final String NAME = "https://login.example.com";
        static final String AUDIENCE = "https://api.example.com";

        private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();

        String jwks() {
            return manager.jwks();
        }

        String token() {
            return manager.create("user-1", SessionContext.of("203.0.113.7")).accessToken();
        }
    }
}
