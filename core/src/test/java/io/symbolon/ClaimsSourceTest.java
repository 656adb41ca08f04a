package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertFailed;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AnswerFailedException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClaimsSourceTest {
    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final List<String> asked = new ArrayList<>();
    private ClaimsSource source = subject -> Map.of();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.claimsSource(subject -> {
        asked.add(subject);
        return source.claimsOf(subject);
    }));

    @Test
    void itIsAskedAtEachSignInAndEachRefreshAndAtNoVerify() {
        source = subject -> Map.of("roles", List.of("reader"));
        SessionTokens first = node.create("user-1", CONTEXT);
        assertThat(asked).containsExactly("user-1");
        assertThat(claims(first)).isEqualTo(Map.of("roles", List.of("reader")));

        source = subject -> Map.of("roles", List.of("reader", "admin"));
        SessionTokens second = node.refresh(first.refreshToken(), CONTEXT);
        SessionTokens repeated = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(asked).hasSize(3).containsOnly("user-1");
        assertThat(claims(second)).isEqualTo(Map.of("roles", List.of("reader", "admin")));
        assertThat(claims(repeated)).isEqualTo(Map.of("roles", List.of("reader", "admin")));
        assertThat(asked).hasSize(3);
    }

    @Test
    void itsClaimsStandOverTheStoredOnesAndAreNotStored() {
        source = subject -> Map.of("roles", List.of("admin"), "plan", "pro");
        SessionTokens tokens =
                node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("roles", "own", "theme", "dark")));

        assertThat(claims(tokens)).isEqualTo(Map.of("roles", List.of("admin"), "plan", "pro", "theme", "dark"));
        assertThat(node.find(tokens.sessionId()).orElseThrow().claims())
                .isEqualTo(Map.of("roles", "own", "theme", "dark"));

        source = subject -> Map.of();
        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT, Map.of("theme", "light"));
        assertThat(claims(next)).as("what the source no longer says is gone").isEqualTo(Map.of("theme", "light"));
    }

    @Test
    void oneThatThrowsAtSignInLeavesNothingBehind() {
        IllegalStateException away = new IllegalStateException("the user database is away");
        source = subject -> {
            throw away;
        };

        assertThat(assertFailed(Code.CLAIMS_SOURCE_FAILED, () -> node.create("user-1", CONTEXT)))
                .hasCause(away)
                .extracting(AnswerFailedException::action)
                .isEqualTo(SessionException.Action.RETRY);
        assertThat(node.list("user-1")).isEmpty();
        assertThat(storage.inserts).hasValue(0);
    }

    @Test
    void oneThatThrowsAtRefreshLosesNothing() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        source = subject -> {
            throw new IllegalStateException("the user database is away");
        };

        nodes.passTheGrace();
        assertFailed(Code.CLAIMS_SOURCE_FAILED, () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(storage.updates).hasValue(0);

        nodes.passTheGrace();
        source = subject -> Map.of("back", true);
        assertThat(claims(node.refresh(tokens.refreshToken(), CONTEXT))).isEqualTo(Map.of("back", true));
    }

    @Test
    @SuppressWarnings("NullAway") // the source breaks its contract
    void aNullAnswerIsSaidClearlyAndNothingIsStored() {
        source = subject -> null;

        assertThat(assertFailed(Code.CLAIMS_SOURCE_FAILED, () -> node.create("user-1", CONTEXT)))
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("claims");
        assertThat(storage.inserts).hasValue(0);
    }

    @Test
    void aReservedNameOrTooMuchIsRefusedAndNothingIsStored() {
        source = subject -> Map.of("sub", "somebody else");
        assertThat(assertFailed(Code.CLAIMS_SOURCE_FAILED, () -> node.create("user-1", CONTEXT)))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub");

        source = subject -> Map.of("big", "x".repeat(8000));
        assertThat(assertFailed(Code.CLAIMS_TOO_LARGE, () -> node.create("user-1", CONTEXT)))
                .hasMessageContaining("8192")
                .hasMessageNotContaining("xxx");
        assertThat(storage.inserts).hasValue(0);
    }

    @Test
    void whenTheSubjectsTokensAreExpiredWhileItIsAskedAtSignInItIsAskedAgain() {
        source = subject -> {
            if (asked.size() == 1) {
                node.expireAccessTokens("user-1");
                return Map.of("roles", "old");
            }
            return Map.of("roles", "new");
        };

        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThat(asked).hasSize(2);
        assertThat(claims(tokens)).isEqualTo(Map.of("roles", "new"));
    }

    @Test
    void whenTheSubjectsTokensAreExpiredWhileItIsAskedAtRefreshItIsAskedAgain() {
        JwtUserSessionManager other = nodes.start();
        for (boolean wholeSubject : new boolean[] {true, false}) {
            SessionTokens tokens = node.create("user-1", CONTEXT);
            nodes.passTheGrace();
            asked.clear();
            source = subject -> {
                if (asked.size() == 1) {
                    if (wholeSubject) {
                        other.expireAccessTokens("user-1");
                    } else {
                        other.expireAccessTokens(tokens.sessionId());
                    }
                    return Map.of("roles", "old");
                }
                return Map.of("roles", "new");
            };

            SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);

            assertThat(asked).hasSize(2);
            assertThat(claims(next)).isEqualTo(Map.of("roles", "new"));
            assertThat(other.verify(next.accessToken()).claims()).isEqualTo(Map.of("roles", "new"));
        }
    }

    @Test
    void whenAllSessionsAreEndedWhileItIsAskedTheRefreshIsOverAndASignInGoesOn() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        source = subject -> {
            if (asked.size() == 2) {
                node.revokeAll("user-1");
            }
            return Map.of();
        };

        assertRefused(
                InvalidRefreshTokenException.Code.SESSION_NOT_FOUND,
                () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(claims(node.create("user-1", CONTEXT))).isEmpty();
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(tokens.accessToken()));
    }

    @Test
    void oneThatThrowsWhenItIsAskedAgainAtSignInLeavesNoSession() {
        source = subject -> {
            if (asked.size() == 1) {
                node.expireAccessTokens("user-1");
                return Map.of();
            }
            throw new IllegalStateException("gone meanwhile");
        };

        assertFailed(Code.CLAIMS_SOURCE_FAILED, () -> node.create("user-1", CONTEXT));
        assertThat(node.list("user-1")).isEmpty();
    }

    @Test
    void noTokenCarriesOldRolesUnderTheNewVersionHoweverTheCallsRace() throws Exception {
        List<String> roles = new CopyOnWriteArrayList<>(List.of("0"));
        ClaimsSource current = subject -> Map.of("role", roles.get(roles.size() - 1));
        JwtUserSessionManager racing =
                nodes.start(builder -> builder.claimsSource(current).rotation(RefreshRotation.none()));
        String refreshToken = racing.create("user-1", CONTEXT).refreshToken();

        Thread demoting = new Thread(() -> {
            for (int i = 1; i <= 300; i++) {
                roles.add(String.valueOf(i));
                racing.expireAccessTokens("user-1");
            }
        });
        demoting.start();
        Set<SessionTokens> issued = ConcurrentHashMap.newKeySet();
        while (demoting.isAlive()) {
            issued.add(racing.refresh(refreshToken, CONTEXT));
        }
        demoting.join();

        for (SessionTokens tokens : issued) {
            try {
                assertThat(claims(racing, tokens)).isEqualTo(Map.of("role", "300"));
            } catch (InvalidAccessTokenException outdated) {
                assertThat(outdated.code()).isEqualTo(InvalidAccessTokenException.Code.OUTDATED);
            }
        }
    }

    private Map<String, ?> claims(SessionTokens tokens) {
        return claims(node, tokens);
    }

    private static Map<String, ?> claims(JwtUserSessionManager node, SessionTokens tokens) {
        return node.verify(tokens.accessToken()).claims();
    }
}
