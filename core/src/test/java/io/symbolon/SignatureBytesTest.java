package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.TestKeys;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureBytesTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @EnumSource(
            value = JwsAlgorithm.class,
            names = {"HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"})
    void aSignatureOfAnotherLengthIsRefused(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(
                builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)).verifiedTokenCache(0));
        String token = node.create("user-1", CONTEXT).accessToken();
        byte[] signature = RawTokens.decode(RawTokens.part(token, 2));

        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1, 2 * signature.length, 2000}) {
            assertRefused(Code.BAD_SIGNATURE, () -> node.verify(with(token, Arrays.copyOf(signature, length))));
        }
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(with(token, new byte[signature.length])));
        assertThat(node.verify(token).subject()).isEqualTo("user-1");
    }

    @Test
    void anEd25519SignatureWithATrailingZeroIsRefused() {
        JwtUserSessionManager node = nodes.start(builder ->
                builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.EdDSA)).verifiedTokenCache(0));
        String token = node.create("user-1", CONTEXT).accessToken();

        byte[] longer = Arrays.copyOf(RawTokens.decode(RawTokens.part(token, 2)), 65);

        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(with(token, longer)));
    }

    @Test
    void aForgedTokenDoesNotSpoilTheNextGoodOne() {
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.EdDSA, JwsAlgorithm.ES256, JwsAlgorithm.RS256)) {
            JwtUserSessionManager node = nodes.start(builder ->
                    builder.signingKeys(TestKeys.signingKeys(algorithm)).verifiedTokenCache(0));
            String token = node.create("user-1", CONTEXT).accessToken();
            byte[] forged = RawTokens.decode(RawTokens.part(token, 2));
            Arrays.fill(forged, (byte) 0xFF);

            for (int i = 0; i < 20; i++) {
                assertRefused(Code.BAD_SIGNATURE, () -> node.verify(with(token, forged)));
                assertThat(node.verify(token).subject()).isEqualTo("user-1");
            }
        }
    }

    @Test
    void forgedAndGoodTokensAtTheSameTimeAreToldApart() {
        JwtUserSessionManager node = nodes.start(builder ->
                builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.EdDSA)).verifiedTokenCache(0));
        String token = node.create("user-1", CONTEXT).accessToken();
        String forged = with(token, new byte[64]);

        List<Integer> accepted = Race.values(8, racer -> () -> {
            int good = 0;
            for (int i = 0; i < 50; i++) {
                if (racer % 2 == 0) {
                    good += node.verify(token).subject().equals("user-1") ? 1 : 0;
                } else {
                    assertRefused(Code.BAD_SIGNATURE, () -> node.verify(forged));
                }
            }
            return good;
        });

        assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4 * 50);
    }

    private static String with(String token, byte[] signature) {
        return RawTokens.part(token, 0) + '.' + RawTokens.part(token, 1) + '.' + RawTokens.encode(signature);
    }
}
