package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Familiarity;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionListener;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser remembers who has signed in from it, so that an application can tell a user of a new device. */
public abstract class FamiliarityContract extends HttpContract {
    private static final String DEVICE = "__Host-device";

    private final BlockingQueue<SessionCreatedEvent> created = new LinkedBlockingQueue<>();
    private final TestApplication application = start(setup -> {
        setup.transports = List.of(
                TokenTransport.cookie(
                        CookieSettings.forCookie().rememberDevices().build()),
                TokenTransport.bearer());
        setup.manager = manager -> manager.listener(new SessionListener() {
            @Override
            public void created(SessionCreatedEvent event) {
                created.add(event);
            }
        });
        return setup;
    });
    private final TestClient browser = application.browser();

    @Test
    void aSecondSignInFromTheBrowserIsFromAKnownDevice() throws InterruptedException {
        browser.signIn("alice");
        assertThat(told()).isEqualTo(Familiarity.NEW_DEVICE);
        browser.post("/session/sign-out", null);
        assertThat(browser.jar()).as("kept at sign-out").containsKey(DEVICE);

        browser.signIn("alice");
        assertThat(told()).isEqualTo(Familiarity.KNOWN_DEVICE);
        browser.signIn("bob");
        assertThat(told()).as("another user of the same browser").isEqualTo(Familiarity.NEW_DEVICE);
        browser.signIn("alice");
        assertThat(told()).isEqualTo(Familiarity.KNOWN_DEVICE);
        application.browser().signIn("alice");
        assertThat(told()).as("another browser").isEqualTo(Familiarity.NEW_DEVICE);
    }

    @Test
    void theCookieTellsScriptsNothingAndOutlivesTheSession() {
        assertThat(browser.signIn("alice").setCookies())
                .filteredOn(cookie -> cookie.startsWith(DEVICE))
                .singleElement()
                .asString()
                .contains("; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax")
                .doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "symbolon_dt_", "symbolon_dt_AAAA", "\"", "%00"})
    void aCookieThatIsNotOursTellsNothingAndIsReplaced(String value) throws InterruptedException {
        TestClient tampered = application.browser().with("Cookie", DEVICE + "=" + value);

        assertThat(tampered.signIn("alice").setCookies())
                .anyMatch(cookie -> cookie.startsWith(DEVICE + "=symbolon_dt_"));

        assertThat(told()).isEqualTo(Familiarity.NOT_KNOWABLE);
    }

    @Test
    void aProgramGetsNoCookie() throws InterruptedException {
        assertThat(application.client().signIn("alice", 1).setCookies()).isEmpty();
        assertThat(told()).isEqualTo(Familiarity.NOT_KNOWABLE);
    }

    @Test
    void noBrowserIsRememberedUnlessTheApplicationAsksForIt() {
        assertThat(start().browser().signIn("alice").setCookies()).noneMatch(cookie -> cookie.contains("device"));
    }

    private Familiarity told() throws InterruptedException {
        SessionCreatedEvent event = created.poll(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event.familiarity();
    }
}
