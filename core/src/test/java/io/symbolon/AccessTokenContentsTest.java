package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verified token says, and in which types. */
class AccessTokenContentsTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();

    @Test
    void issuerAudienceAndClientAreThoseOfTheManager() {
        AccessToken token = node.verify(node.create("user-1", CONTEXT).accessToken());

        assertThat(token.issuer()).isEqualTo(Nodes.ISSUER);
        assertThat(token.audience()).containsExactly(Nodes.AUDIENCE);
        assertThat(token.clientId()).as("by default the issuer").isEqualTo(Nodes.ISSUER);
        JwtUserSessionManager other =
                nodes.start(builder -> builder.audience("https://a.example", Nodes.AUDIENCE, "https://b.example")
                        .clientId("web"));
        AccessToken ofOther = other.verify(other.create("user-1", CONTEXT).accessToken());
        assertThat(ofOther.audience()).containsExactly("https://a.example", Nodes.AUDIENCE, "https://b.example");
        assertThat(ofOther.clientId()).isEqualTo("web");
    }

    @Test
    void aSessionsClientIsInItsTokensAndInItself() {
        SessionTokens tokens =
                node.create("user-1", CONTEXT, CreateOptions.defaults().withClient("ios \"1\" \u00e9\uD83D\uDE00"));
        nodes.passTheGrace();
        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);

        for (SessionTokens each : List.of(tokens, next)) {
            assertThat(node.verify(each.accessToken()).clientId()).isEqualTo("ios \"1\" \u00e9\uD83D\uDE00");
        }
        assertThat(node.find(tokens.sessionId()).orElseThrow().clientId()).isEqualTo("ios \"1\" \u00e9\uD83D\uDE00");
        assertThat(node.list("user-1"))
                .extracting(UserSession::clientId)
                .containsExactly("ios \"1\" \u00e9\uD83D\uDE00");
        assertThat(RawTokens.text(tokens.accessToken(), 1)).contains("\"client_id\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "x\uDE00"})
    void aClientThatHasNoUtf8FormIsRefused(String clientId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withClient(clientId))
                .withMessageContaining("clientId");
    }

    @Test
    void authoritiesOfAnyTextComeBackExactlyAsTheyWereAlsoAfterARefresh() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            List<String> authorities = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                authorities.add(text(random));
            }
            SessionTokens tokens = node.create(
                    "user-" + round, CONTEXT, CreateOptions.defaults().withAuthorities(authorities));
            nodes.passTheGrace();
            SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT, Map.of("scope", "Not admin"));

            for (SessionTokens each : List.of(tokens, next)) {
                assertThat(node.verify(each.accessToken()).authorities()).isEqualTo(authorities);
            }
        }
    }

    @Test
    void authoritiesThatReportsNamedSurvive() {
        List<String> authorities = List.of(
                "Not admin",
                "ROLE_ADMIN",
                "SCOPE_read",
                "a,b",
                "",
                " ",
                "ROLE_\u00c4rzte",
                "FACTOR_PASSWORD",
                "admin",
                "admin");
        SessionTokens tokens =
                node.create("user-1", CONTEXT, CreateOptions.defaults().withAuthorities(authorities));

        AccessToken token = node.verify(tokens.accessToken());
        assertThat(token.authorities()).isEqualTo(authorities).isUnmodifiable();
        assertThat(token.claims())
                .as("authorities are none of the caller's own claims")
                .isEmpty();
        assertThat(node.verify(node.create("user-1", CONTEXT).accessToken()).authorities())
                .isEmpty();
    }

    @Test
    void anAuthorityThatHasNoUtf8FormIsRefusedWithoutTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withAuthorities(List.of("secret\uD83D")))
                .withMessageContaining("authority")
                .withMessageNotContaining("secret");
    }

    @Test
    void aClaimIsGivenInTheTypeThatIsAskedForWhereNothingIsLost() {
        AccessToken token = verified(Map.of(
                "text",
                "x",
                "flag",
                true,
                "small",
                7,
                "large",
                Long.MAX_VALUE,
                "huge",
                BigInteger.TEN.pow(30),
                "decimal",
                new BigDecimal("1.50"),
                "object",
                Map.of("a", 1),
                "array",
                List.of(1, 2)));

        assertThat(token.claim("text", String.class)).contains("x");
        assertThat(token.claim("flag", Boolean.class)).contains(true);
        assertThat(token.claim("small", Integer.class)).contains(7);
        assertThat(token.claim("small", Long.class)).contains(7L);
        assertThat(token.claim("small", BigInteger.class)).contains(BigInteger.valueOf(7));
        assertThat(token.claim("small", BigDecimal.class)).contains(BigDecimal.valueOf(7));
        assertThat(token.claim("small", Number.class)).contains(7L);
        assertThat(token.claim("large", Long.class)).contains(Long.MAX_VALUE);
        assertThat(token.claim("huge", BigInteger.class)).contains(BigInteger.TEN.pow(30));
        assertThat(token.claim("huge", BigDecimal.class)).contains(new BigDecimal(BigInteger.TEN.pow(30)));
        assertThat(token.claim("decimal", BigDecimal.class)).contains(new BigDecimal("1.50"));
        assertThat(token.claim("object", Map.class)).contains(Map.of("a", 1L));
        assertThat(token.claim("array", List.class)).contains(List.of(1L, 2L));
        assertThat(token.claim("missing", String.class)).isEmpty();
    }

    @Test
    void aClaimOfAnotherTypeIsAMistakeThatNamesTheClaimAndNotItsValue() {
        AccessToken token = verified(
                Map.of("text", "secret-value", "large", 1L << 40, "huge", BigInteger.TEN.pow(30), "half", 0.5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> token.claim("text", Long.class))
                .withMessageContaining("text")
                .withMessageContaining("Long")
                .withMessageNotContaining("secret-value");
        for (String name : List.of("large", "huge", "half")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> token.claim(name, Integer.class))
                    .withMessageContaining(name);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> token.claim("huge", Long.class));
        assertThatIllegalArgumentException().isThrownBy(() -> token.claim("half", BigInteger.class));
    }

    @Test
    void aListHasElementsOfOneTypeAndIsEmptyWhereThereIsNoClaim() {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("roles", List.of("reader", "admin"));
        claims.put("levels", List.of(1, 2));
        claims.put("mixed", Arrays.asList("a", 1));
        claims.put("holes", Arrays.asList("a", null));
        claims.put("nothing", null);
        AccessToken token = verified(claims);

        assertThat(token.claimList("roles", String.class))
                .containsExactly("reader", "admin")
                .isUnmodifiable();
        assertThat(token.claimList("levels", Integer.class)).containsExactly(1, 2);
        assertThat(token.claimList("missing", String.class)).isEmpty();
        assertThat(token.claimList("nothing", String.class)).isEmpty();
        assertThat(token.claim("nothing", String.class)).isEmpty();
        for (String name : List.of("mixed", "holes")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> token.claimList(name, String.class))
                    .withMessageContaining(name);
        }
        AccessToken ofText = verified(Map.of("roles", "reader"));
        assertThatIllegalArgumentException().isThrownBy(() -> ofText.claimList("roles", String.class));
    }

    private AccessToken verified(Map<String, ?> claims) {
        return node.verify(
                node.create("user-1", CONTEXT, CreateOptions.claims(claims)).accessToken());
    }

    /** Any text that UTF-8 has: control characters, quotes, blanks, commas, pairs of surrogates, none at all. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int kind = random.nextInt(4);
            int character = kind == 0
                    ? random.nextInt(0x80)
                    : kind == 1 ? " ,\"\\/\u2028\u0000_".charAt(random.nextInt(8)) : random.nextInt(0x10FFFF + 1);
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                text.appendCodePoint(character);
            }
        }
        return text.toString();
    }
}
