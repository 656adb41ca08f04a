package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.WycheproofVectors;
import io.symbolon.fixture.WycheproofVectors.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JWS and JWK that other libraries were wrong about. */
class WycheproofTokensTest {
    /** ROCA: that an RSA key was made by certain smart cards of before 2017 is not looked for. */
    private static final int NOT_LOOKED_FOR = 7;

    static Stream<Vector> jws() {
        return WycheproofVectors.of("jws").stream();
    }

    static Stream<Vector> wrongJwkSets() {
        return WycheproofVectors.of("jwk").stream()
                .filter(vector -> vector.result().equals("invalid") && vector.number() != NOT_LOOKED_FOR);
    }

    /** Also the well-signed ones: their headers are not that of an access token. */
    @ParameterizedTest
    @MethodSource("jws")
    void noJwsOfAnotherKindIsAnAccessToken(Vector vector) {
        AccessTokenVerifier.Builder builder =
                AccessTokenVerifier.builder().issuer(Nodes.ISSUER).audience(Nodes.AUDIENCE);
        try {
            if (vector.key().contains("\"oct\"")) {
                builder.keys(SigningKeys.fromJwk(vector.key()));
            } else {
                builder.jwks("{\"keys\":[" + vector.key() + "]}");
            }
        } catch (IllegalArgumentException keyIsRefused) {
            assertThat(vector.comment().startsWith("rejectWrong")
                            || String.valueOf(keyIsRefused.getMessage()).contains("one byte again and again"))
                    .as("%s", vector)
                    .isTrue();
            return;
        }
        try (AccessTokenVerifier verifier = builder.withoutRevocations().build()) {
            assertThatExceptionOfType(InvalidAccessTokenException.class)
                    .isThrownBy(() -> verifier.verify(vector.fields().get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("wrongJwkSets")
    void aKeySetThatIsNotInOrderIsRefused(Vector vector) {
        AccessTokenVerifier.Builder builder =
                AccessTokenVerifier.builder().issuer(Nodes.ISSUER).audience(Nodes.AUDIENCE);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> builder.jwks(vector.fields().get(0))
                        .withoutRevocations()
                        .build());
    }
}
