package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.RawTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of a token is what does not change; whether it is good now is judged on every call. */
class VerifiedTokenCacheTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void theSecondSightOfATokenSaysTheSame(int size) {
        JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(size));
        for (int i = 0; i < 50; i++) {
            String text = node.create("user-" + i, CONTEXT, CreateOptions.claims(Map.of("i", i)))
                    .accessToken();
            AccessToken first = node.verify(text);
            // A request brings a String of its own.
            AccessToken second = node.verify(new String(text.toCharArray()));
            assertThat(second).isEqualTo(first);
            assertThat(second.claims()).isEqualTo(Map.of("i", (long) i));
        }
    }

    /** Each 1,024 characters count as one token. */
    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "1, 600, false", "2, 600, true", "2, 1500, false", "3, 1500, true"})
    void onlyWhatFitsIsRemembered(int size, int claimLength, boolean isRemembered) {
        JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(size));
        String text = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("x", "x".repeat(claimLength))))
                .accessToken();

        AccessToken first = node.verify(text);
        if (isRemembered) {
            assertThat(node.verify(text)).isSameAs(first);
        } else {
            assertThat(node.verify(text)).isNotSameAs(first);
        }
    }

    @Test
    void tokensThatEndTheSameAreToldApart() {
        JwtUserSessionManager node = nodes.start();
        String good = node.create("user-1", CONTEXT).accessToken();
        String payload = RawTokens.text(good, 1).replace("user-1", "user-2");
        String forged = RawTokens.part(good, 0) + '.' + RawTokens.encode(payload) + '.' + RawTokens.part(good, 2);
        node.verify(good);

        assertThat(forged).endsWith(good.substring(good.length() - 43)).hasSameSizeAs(good);
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(forged));
        assertThat(node.verify(good).subject()).isEqualTo("user-1");
    }

    @Test
    void aRevocationExpiryAndStalenessAreSeenOnAHit() {
        JwtUserSessionManager node = nodes.start();
        JwtUserSessionManager other = nodes.start();
        SessionTokens revoked = node.create("user-1", CONTEXT);
        SessionTokens outdated = node.create("user-2", CONTEXT);
        SessionTokens expired = node.create("user-3", CONTEXT);
        for (SessionTokens tokens : List.of(revoked, outdated, expired)) {
            node.verify(tokens.accessToken());
            node.verify(tokens.accessToken());
        }

        other.revoke(revoked.sessionId());
        other.expireAccessTokens("user-2");
        soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> node.verify(revoked.accessToken())));
        soon().untilAsserted(() -> assertRefused(Code.OUTDATED, () -> node.verify(outdated.accessToken())));
        nodes.clock().set(expired.accessTokenExpiresAt());
        assertRefused(Code.EXPIRED, () -> node.verify(expired.accessToken()));
    }

    @Test
    void aRefusedTokenIsRefusedAgain() {
        JwtUserSessionManager node = nodes.start();
        String good = node.create("user-1", CONTEXT).accessToken();
        String otherIssuer = RawTokens.signed(
                RawTokens.part(good, 0), RawTokens.text(good, 1).replace(Nodes.ISSUER, "x"));
        for (int i = 0; i < 5; i++) {
            assertRefused(Code.WRONG_ISSUER, () -> node.verify(otherIssuer));
            assertRefused(Code.BAD_SIGNATURE, () -> node.verify(RawTokens.damaged(good)));
        }
    }

    @Test
    void moreTokensThanItHoldsAreVerifiedRightByManyThreads() {
        JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(16));
        List<SessionTokens> tokens = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tokens.add(node.create("user-" + i, CONTEXT));
            if (i % 5 == 0) {
                node.revoke(tokens.get(i).sessionId());
            }
        }
        List<Integer> rights = Race.values(8, racer -> () -> {
            int right = 0;
            for (int i = 0; i < 2000; i++) {
                int index = (i * 7 + racer * 31) % 200;
                try {
                    AccessToken token = node.verify(tokens.get(index).accessToken());
                    right += token.subject().equals("user-" + index) && index % 5 != 0 ? 1 : 0;
                } catch (InvalidAccessTokenException refused) {
                    right += refused.code() == Code.REVOKED && index % 5 == 0 ? 1 : 0;
                }
            }
            return right;
        });
        assertThat(rights).containsOnly(2000);
    }
}
