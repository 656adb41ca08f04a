package io.symbolon.http;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.HttpRevocationLog;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SwitchedStorage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** G12: a verifier with nothing but an address and a secret has G3, G4 and G5. */
class VerifierOverFeedTest {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    private final SwitchedStorage storage = new SwitchedStorage(new InMemoryUserSessionStorage());

    @AutoClose
    private final FeedServer feed = FeedServer.start(storage, Clock.systemUTC(), UnaryOperator.identity());

    private final JwtUserSessionManager issuer = feed.manager();

    @Test
    void g3AnEndReachesTheVerifierByItself() {
        try (AccessTokenVerifier verifier = verifier(StalenessPolicy.accept())) {
            SessionTokens one = issuer.create("user-1", CONTEXT);
            SessionTokens two = issuer.create("user-2", CONTEXT);
            SessionTokens three = issuer.create("user-3", CONTEXT);
            assertThat(verifier.verify(one.accessToken()).subject()).isEqualTo("user-1");

            issuer.revoke(one.sessionId());
            issuer.revokeAll("user-2", RevocationCause.CREDENTIALS_CHANGED);
            issuer.expireAccessTokens("user-3");

            await().untilAsserted(() -> {
                assertRefused(verifier, one, Code.REVOKED, RevocationCause.SIGNED_OUT);
                assertRefused(verifier, two, Code.REVOKED, RevocationCause.CREDENTIALS_CHANGED);
                assertThat(codeOf(verifier, three)).contains(Code.OUTDATED);
            });
            assertThat(verifier.verify(issuer.create("user-2", CONTEXT).accessToken())
                            .subject())
                    .isEqualTo("user-2");
        }
    }

    @Test
    void everythingThatIsEndedIsEndedHereToo() {
        try (AccessTokenVerifier verifier = verifier(StalenessPolicy.accept())) {
            List<SessionTokens> all = new ArrayList<>();
            for (int user = 0; user < 40; user++) {
                all.add(issuer.create("user-" + user, CONTEXT));
            }

            issuer.revokeEverything(RevocationCause.ADMINISTRATOR);

            await().untilAsserted(() ->
                    assertThat(all).allMatch(tokens -> codeOf(verifier, tokens).isPresent()));
            assertThat(verifier.verify(issuer.create("user-1", CONTEXT).accessToken())
                            .subject())
                    .isEqualTo("user-1");
        }
    }

    @Test
    void g4AVerifierKnowsOfEveryEndBeforeItStarts() {
        SessionTokens ended = issuer.create("user-1", CONTEXT);
        SessionTokens live = issuer.create("user-2", CONTEXT);
        issuer.revoke(ended.sessionId());

        try (AccessTokenVerifier verifier = verifier(StalenessPolicy.accept())) {
            assertRefused(verifier, ended, Code.REVOKED, RevocationCause.SIGNED_OUT);
            assertThat(verifier.verify(live.accessToken()).subject()).isEqualTo("user-2");
        }
    }

    @Test
    void g5AFeedThatIsCutOffItselfIsNoContactAndWhatWasMissedIsCaughtUp() {
        SessionTokens ended = issuer.create("user-1", CONTEXT);
        SessionTokens live = issuer.create("user-2", CONTEXT);
        try (AccessTokenVerifier verifier = verifier(StalenessPolicy.rejectAfter(Duration.ofSeconds(2)))) {
            storage.goAway();
            await().untilAsserted(() -> assertThat(codeOf(verifier, live)).contains(Code.STALE_NODE));

            storage.comeBack();
            await().until(() -> issuer.revoke(ended.sessionId())
                    || !issuer.find(ended.sessionId()).isPresent());
            await().untilAsserted(() -> assertThat(codeOf(verifier, live)).isEmpty());

            await().untilAsserted(() -> assertThat(codeOf(verifier, ended)).contains(Code.REVOKED));
        }
    }

    @Test
    void g5AHealthyVerifierWithAShortPolicyIsNeverStale() {
        SessionTokens live = issuer.create("user-1", CONTEXT);
        // A request waits for a third of it; the rest is for a machine that is busy with other things.
        try (AccessTokenVerifier verifier = verifier(StalenessPolicy.rejectAfter(Duration.ofSeconds(15)))) {
            Set<Instant> contacts = new HashSet<>();
            Set<Code> refusals = new HashSet<>();

            await().until(() -> {
                codeOf(verifier, live).ifPresent(refusals::add);
                contacts.add(verifier.revocationStatus().orElseThrow().lastContact());
                // Several requests have waited their time, and there was nothing to read.
                return contacts.size() >= 3;
            });

            assertThat(refusals).isEmpty();
        }
    }

    @Test
    void aVerifierThatTheFeedDoesNotKnowDoesNotStart() {
        AccessTokenVerifier.Builder builder =
                builder().revocations(HttpRevocationLog.of(feed.address(), "another-secret-0123456789abcdef01234567"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("does not know this caller (401)");
    }

    @Test
    void aVerifierAtAnotherAddressOfTheServiceDoesNotStart() {
        for (String path : List.of("/session/refresh", "/.well-known/jwks.json", "/nothing-here")) {
            AccessTokenVerifier.Builder builder = builder()
                    .revocations(HttpRevocationLog.of(
                            URI.create("http://127.0.0.1:" + feed.address().getPort() + path), FeedServer.SECRET));

            assertThatThrownBy(builder::build)
                    .as(path)
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("The revocation feed at http://127.0.0.1:");
        }
    }

    private AccessTokenVerifier verifier(StalenessPolicy policy) {
        return builder()
                .revocations(HttpRevocationLog.of(feed.address(), FeedServer.SECRET))
                .stalenessPolicy(policy)
                .build();
    }

    private static AccessTokenVerifier.Builder builder() {
        return AccessTokenVerifier.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .keys(FeedServer.SIGNING_KEYS);
    }

    private static void assertRefused(
            AccessTokenVerifier verifier, SessionTokens tokens, Code code, RevocationCause cause) {
        assertThatThrownBy(() -> verifier.verify(tokens.accessToken()))
                .isInstanceOfSatisfying(InvalidAccessTokenException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.revocationCause()).contains(cause);
                });
    }

    private static Optional<Code> codeOf(AccessTokenVerifier verifier, SessionTokens tokens) {
        try {
            verifier.verify(tokens.accessToken());
            return Optional.empty();
        } catch (InvalidAccessTokenException refusal) {
            return Optional.of(refusal.code());
        }
    }
}
