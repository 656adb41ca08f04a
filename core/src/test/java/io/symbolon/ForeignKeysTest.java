package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A node whose keys are not those of the others says so in its log, in one line that nobody can make a flood of. */
class ForeignKeysTest {
    private static final int MANY = 20;
    private static final byte[] OTHER_SECRET = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager other =
            nodes.start(builder -> builder.signingKeys(SigningKeys.hmac(JwsAlgorithm.HS256, OTHER_SECRET))
                    .refreshTokenKeys(RefreshTokenKeys.of(OTHER_SECRET)));
    private final JwtUserSessionManager node = nodes.start();

    @Test
    void accessTokensOfAnotherKeyAreToldInOneLineThatNamesTheKey() {
        String token = other.create("user-1", CONTEXT).accessToken();
        String keyId = RawTokens.text(token, 0).replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");

        refuse(token, MANY - 1);
        assertThat(warnings()).as("now and then is nothing to tell").isEmpty();
        nodes.clock().advance(Duration.ofMinutes(1));
        refuse(token, 10_000);

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("20 access tokens that name this node's issuer were refused within PT1M")
                .contains("the last one has the key id " + keyId + ", which this node does not have")
                .contains("Compare the keys of all nodes")
                .doesNotContain(RawTokens.part(token, 1), RawTokens.part(token, 2), "user-1");
        nodes.clock().advance(Duration.ofHours(1));
        String later = other.create("user-1", CONTEXT).accessToken();
        refuse(later, 10_000);
        assertThat(warnings()).as("an hour later it is told again").hasSize(2);
    }

    @Test
    void aForgeryUnderTheNodesOwnKeyIdIsToldAsSuch() {
        String token = node.create("user-1", CONTEXT).accessToken();
        refuse(RawTokens.hmacSigned("HmacSHA256", OTHER_SECRET, token.substring(0, token.lastIndexOf('.'))), MANY);

        assertThat(warnings()).singleElement().asString().contains("which this node has, but its signature is another");
    }

    @Test
    void refreshTokensOfAnotherKeyAreToldInOneLineThatNamesTheKey() {
        String token = other.create("user-1", CONTEXT).refreshToken();
        for (int i = 0; i < 1_000; i++) {
            assertRefused(InvalidRefreshTokenException.Code.UNKNOWN_KEY, () -> node.refresh(token, CONTEXT));
        }

        String keyId = RefreshTokenKeys.of(OTHER_SECRET).toString().replaceAll(".*RefreshKey\\[([^]]*)].*", "$1");
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("20 refresh tokens were refused")
                .contains("the last one has the key id " + keyId)
                .doesNotContain(token);
    }

    @Test
    void tokensOfOtherIssuersAreNobodysMisconfiguration() {
        refuse(RawTokens.hmacSigned("HmacSHA256", OTHER_SECRET, forged("1", "https://other.example.com")), 1_000);
        refuse("a.b.c", 1_000, InvalidAccessTokenException.Code.BAD_SIGNATURE);
        refuse("e30.e30.e30", 1_000, InvalidAccessTokenException.Code.BAD_SIGNATURE);

        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatAForgerWritesAsTheKeyIdDoesNotGetIntoTheLog() {
        for (String keyId : List.of("x\\nFATAL forged line", "{0}", "x".repeat(65), "\\u001b[31m")) {
            nodes.clock().advance(Duration.ofHours(2));
            refuse(RawTokens.hmacSigned("HmacSHA256", OTHER_SECRET, forged(keyId, Nodes.ISSUER)), MANY);
        }

        assertThat(warnings())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("no key id that could be shown")
                        .doesNotContain("FATAL", "{0}", "xxxxx", "\n", "\u001b"));
    }

    @Test
    void manyThreadsThatAreRefusedAtOnceMakeOneLine() {
        String token = other.create("user-1", CONTEXT).accessToken();

        Race.values(8, racer -> () -> {
            refuse(token, 500);
            return racer;
        });

        assertThat(warnings()).hasSize(1);
    }

    private static String forged(String keyId, String issuer) {
        return RawTokens.encode("{\"alg\":\"HS256\",\"kid\":\"" + keyId + "\",\"typ\":\"at+jwt\"}") + "."
                + RawTokens.encode("{\"iss\":\"" + issuer + "\"}");
    }

    private void refuse(String token, int times) {
        refuse(token, times, InvalidAccessTokenException.Code.BAD_SIGNATURE);
    }

    private void refuse(String token, int times, InvalidAccessTokenException.Code code) {
        for (int i = 0; i < times; i++) {
            assertRefused(code, () -> node.verify(token));
        }
    }

    private List<String> warnings() {
        return log.lines().stream()
                .filter(line -> line.contains("were refused"))
                .toList();
    }
}
