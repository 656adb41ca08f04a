package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionLimit;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A failed refresh clears the cookies when the session is truly over, and never for less. */
public abstract class RefreshContract extends HttpContract {
    private TestApplication application = start(byHeader(UnaryOperator.identity()));

    @Test
    void anEndedSessionClears() {
        TestClient browser = signedIn();
        application
                .manager()
                .list("alice")
                .forEach(session -> application.manager().revoke(session.id()));
        Answer answer = browser.refresh();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("code")).isEqualTo("SESSION_NOT_FOUND");
        assertThat(answer.json("cause")).isEqualTo("SIGNED_OUT");
        assertThat(browser.jar()).isEmpty();
    }

    @Test
    void anExpiredSessionClears() {
        TestClient browser = signedIn();
        application.clock.advance(Duration.ofDays(20));
        assertThat(browser.refresh().json("action")).isEqualTo("SIGN_IN");
        assertThat(browser.jar()).isEmpty();
    }

    @Test
    void aReusedTokenClears() {
        TestClient browser = signedIn();
        String old = browser.cookie("__Secure-refresh-token");
        application.clock.advance(Duration.ofMinutes(2));
        browser.refresh();
        application.clock.advance(Duration.ofMinutes(2));

        Answer answer = browser.with("Cookie", old).refresh();

        assertThat(answer.json("code")).isEqualTo("REUSED");
        assertThat(answer.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void aRefusedContextClearsNothingAndEndsNothing() {
        TestClient browser = application.browser().with("Test-Device", "Firefox on Linux");
        browser.signIn("alice");

        Answer answer = browser.with("Test-Device", "Safari on iOS").refresh();

        assertThat(answer.json("code")).isEqualTo("CONTEXT_REFUSED");
        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
        assertThat(answer.setCookies()).isEmpty();
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void aStorageFaultClearsNothingAndHidesItsMessage() {
        TestClient browser = signedIn();
        application.storage.cut();

        Answer answer = browser.refresh();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).contains("1");
        assertThat(answer.json("action")).isEqualTo("RETRY");
        assertThat(answer.body()).doesNotContain("secret-host");
        assertThat(answer.setCookies()).isEmpty();
        application.storage.restore();
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void aStorageFaultAtSignOutClearsNothingSoThatItCanBeTriedAgain() {
        TestClient browser = signedIn();
        application.storage.cut();
        assertThat(browser.post("/session/sign-out", null).status()).isEqualTo(503);
        assertThat(browser.jar()).hasSize(2);
        application.storage.restore();
        assertThat(browser.post("/session/sign-out", null).status()).isEqualTo(204);
    }

    @Test
    void aFaultThatMustNotBeRepeatedAsksForNoRetry() {
        TestClient browser = signedIn();
        application.storage.cutWithoutSafeRetry();
        Answer answer = browser.refresh();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEmpty();
        assertThat(answer.json("action")).isEqualTo("NONE");
        assertThat(answer.setCookies()).isEmpty();
    }

    @Test
    void aKeyThatThisNodeHasNotGotYetClearsNothing() {
        TestClient browser = signedIn();
        String cookie = browser.cookie("__Secure-refresh-token");
        try (TestApplication behind =
                start(byHeader(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate())))) {
            Answer answer = behind.browser().with("Cookie", cookie).refresh();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json("code")).isEqualTo("UNKNOWN_KEY");
            assertThat(answer.json("action")).isEqualTo("RETRY");
            assertThat(answer.header("retry-after")).contains("1");
            assertThat(answer.setCookies()).isEmpty();
        }
    }

    @Test
    void aDamagedTokenIsForgottenSoThatASignInIsNotInItsWay() {
        TestClient browser = signedIn();
        Answer answer =
                browser.with("Cookie", "__Secure-refresh-token=nonsense").refresh();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
        assertThat(answer.json("ends_session")).isEqualTo("true");
        assertThat(answer.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
    }

    @Test
    void manyTabsThatRefreshAtOnceAllStaySignedIn() throws Exception {
        TestClient browser = signedIn();
        String cookie = browser.cookie("__Secure-refresh-token");
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        try {
            Callable<Answer> tab =
                    () -> application.browser().with("Cookie", cookie).refresh();
            List<Future<Answer>> answers =
                    tabs.invokeAll(IntStream.range(0, 24).mapToObj(i -> tab).toList());
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(204);
                assertThat(answer.get().setCookies()).noneMatch(set -> set.contains("Max-Age=0"));
            }
            assertThat(answers.stream()
                            .map(RefreshContract::get)
                            .map(answer -> refreshToken(answer))
                            .distinct())
                    .hasSize(1);
        } finally {
            tabs.shutdownNow();
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void claimsThatGrowOverTheLimitFailTheRefreshAndClearNothing() {
        application.close();
        AtomicInteger size = new AtomicInteger(10);
        application =
                start(byHeader(builder -> builder.claimsSource(subject -> Map.of("roles", "x".repeat(size.get())))));
        TestClient browser = signedIn();
        size.set(4_000);

        Answer answer = browser.refresh();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.setCookies()).isEmpty();
        size.set(10);
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void withStrictRotationTheLoserOfARaceIsReuseAndItsSessionIsOver() {
        application.close();
        application = start(byHeader(builder -> builder.rotation(RefreshRotation.strict())));
        TestClient browser = signedIn();
        String old = browser.cookie("__Secure-refresh-token");
        browser.refresh();
        assertThat(browser.with("Cookie", old).refresh().json("code")).isEqualTo("REUSED");
    }

    @Test
    void aSignInOverTheLimitIsAnsweredAsAConflict() {
        application.close();
        application = start(byHeader(builder -> builder.sessionLimit(SessionLimit.rejectNew(1))));
        signedIn();
        Answer answer = application.browser().signIn("alice");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json("code")).isEqualTo("LIMIT_REACHED");
        assertThat(answer.setCookies()).isEmpty();
    }

    @Test
    void withoutATokenARefreshAsksToSignIn() {
        Answer answer = application.browser().refresh();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
    }

    private TestClient signedIn() {
        TestClient browser = application.browser();
        browser.signIn("alice");
        return browser;
    }

    private static UnaryOperator<TestApplication.Setup> byHeader(
            UnaryOperator<io.symbolon.JwtUserSessionManager.Builder> manager) {
        return setup -> {
            setup.manager = manager;
            setup.sessions = sessions -> sessions.context(TestApplication::contextByHeader);
            return setup;
        };
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String refreshToken(Answer answer) {
        Map<String, String> values = new java.util.TreeMap<>();
        answer.setCookies().stream().map(TestClient::parse).forEach(kept -> values.put(kept.name(), kept.value()));
        return values.getOrDefault("__Secure-refresh-token", "");
    }
}
