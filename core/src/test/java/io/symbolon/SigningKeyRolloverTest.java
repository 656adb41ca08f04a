package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.TestKeys;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SigningKeyRolloverTest {
    private static final SigningKeys OLD = TestKeys.signingKeys(JwsAlgorithm.HS256);
    private static final SigningKeys NEXT = TestKeys.signingKeys(JwsAlgorithm.ES256);

    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void inThreeDeploymentsNoTokenIsRefusedAnywhere() {
        List<SigningKeys> deployments = List.of(OLD, OLD.alsoVerify(NEXT), NEXT.alsoVerify(OLD));
        for (int i = 1; i < deployments.size(); i++) {
            JwtUserSessionManager before = start(deployments.get(i - 1));
            JwtUserSessionManager after = start(deployments.get(i));
            String fromBefore = before.create("user-1", CONTEXT).accessToken();
            String fromAfter = after.create("user-1", CONTEXT).accessToken();
            for (String token : List.of(fromBefore, fromAfter)) {
                assertThat(before.verify(token).subject()).isEqualTo("user-1");
                assertThat(after.verify(token).subject()).isEqualTo("user-1");
            }
        }
    }

    @Test
    void afterTheThirdDeploymentTheOldKeysTokensAreRefused() {
        String old = start(NEXT.alsoVerify(OLD)).create("user-1", CONTEXT).accessToken();
        JwtUserSessionManager last = start(NEXT);

        assertThat(last.verify(old).subject()).as("it was the next key's").isEqualTo("user-1");
        String oldest = start(OLD).create("user-1", CONTEXT).accessToken();
        assertRefused(Code.BAD_SIGNATURE, () -> last.verify(oldest));
    }

    @Test
    void alsoVerifyNeitherChangesTheKeysNorSignsWithTheOthers() {
        SigningKeys both = OLD.alsoVerify(NEXT);
        String nexts = start(NEXT).create("user-1", CONTEXT).accessToken();

        assertRefused(Code.BAD_SIGNATURE, () -> start(OLD).verify(nexts));
        String token = start(both).create("user-1", CONTEXT).accessToken();
        assertThat(start(OLD).verify(token).subject()).isEqualTo("user-1");
    }

    @Test
    void theSameKeyTwiceIsPublishedOnce() {
        SigningKeys keys = NEXT.alsoVerify(NEXT).alsoVerify(OLD).alsoVerify(NEXT);

        assertThat(keyIds(start(keys).jwks())).hasSize(1);
    }

    @Test
    void jwksHasAllPublicKeysThatVerify() {
        SigningKeys rsa = TestKeys.signingKeys(JwsAlgorithm.RS256);

        assertThat(keyIds(start(NEXT.alsoVerify(rsa)).jwks()))
                .hasSize(2)
                .containsAll(keyIds(start(rsa).jwks()))
                .containsAll(keyIds(start(NEXT).jwks()));
    }

    private JwtUserSessionManager start(SigningKeys keys) {
        return nodes.start(builder -> builder.signingKeys(keys));
    }

    private static List<String> keyIds(String jwks) {
        Iterable<JsonElement> keys =
                JsonParser.parseString(jwks).getAsJsonObject().getAsJsonArray("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.getAsJsonObject().get("kid").getAsString())
                .toList();
    }
}
