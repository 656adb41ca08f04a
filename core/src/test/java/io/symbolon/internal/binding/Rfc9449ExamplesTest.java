package io.symbolon.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.internal.session.BoundKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The proofs that RFC 9449 shows. */
class Rfc9449ExamplesTest {
    private static final String HEADER = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik"
            + "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR"
            + "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
            + "QSIsImNydiI6IlAtMjU2In19";

    /** Section 4.1, figure 1: sent to the token endpoint. */
    private static final String TO_THE_TOKEN_ENDPOINT = HEADER
            + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIj"
            + "oiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwia"
            + "WF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg"
            + "4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    private static final URI TOKEN_ENDPOINT = URI.create("https://server.example.com/token");

    /** Section 7.1, figure 12: sent with an access token. */
    private static final String TO_THE_RESOURCE = HEADER
            + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIj"
            + "oiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0Z"
            + "WRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF"
            + "c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71E"
            + "OptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

    private static final String ACCESS_TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    private static final URI RESOURCE = URI.create("https://resource.example.org/protectedresource");

    /** Section 6.1, figure 8: claim {@code cnf} of the same key. */
    private static final Binding.Dpop KEY = new Binding.Dpop("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

    private final DpopAccess access = new DpopAccess(
            Optional.empty(), Clock.fixed(Instant.ofEpochSecond(1_562_262_618), ZoneOffset.UTC), Duration.ZERO);

    @Test
    void theProofOfSection4Point1IsSignedByTheKeyThatItShowsForItsRequest() {
        BindingProof.Dpop proof = BindingProof.dpop(TO_THE_TOKEN_ENDPOINT, "POST", TOKEN_ENDPOINT);
        SignedProof signed = SignedProof.parse(proof).orElseThrow();

        assertThat(signed.isSignedBy(signed.shownKey().orElseThrow())).isTrue();
        assertThat(signed.shownKey().orElseThrow().thumbprint()).isEqualTo(KEY.thumbprint());
        assertThat(DpopRequest.isOf(signed, proof)).isTrue();
        assertThat(signed.claim("jti")).contains("-BwC3ESc6acc2lTc");
        assertThat(RefreshProof.of(proof, bound(signed)).isSigned()).isTrue();
        assertThat(Registration.of(proof)).as("it answers no challenge").isEmpty();
    }

    @Test
    void theProofOfSection4Point1IsForNoOtherRequest() {
        for (BindingProof.Dpop proof : new BindingProof.Dpop[] {
            BindingProof.dpop(TO_THE_TOKEN_ENDPOINT, "GET", TOKEN_ENDPOINT),
            BindingProof.dpop(TO_THE_TOKEN_ENDPOINT, "POST", RESOURCE)
        }) {
            SignedProof signed = SignedProof.parse(proof).orElseThrow();
            assertThat(DpopRequest.isOf(signed, proof)).isFalse();
            assertThat(RefreshProof.of(proof, bound(signed)).isSigned()).isFalse();
        }
    }

    @Test
    void theProofOfSection7Point1OpensItsResourceOnce() {
        BindingProof.Dpop proof = BindingProof.dpop(TO_THE_RESOURCE, "GET", RESOURCE);

        access.require(ACCESS_TOKEN, KEY, proof);
        assertThatThrownBy(() -> access.require(ACCESS_TOKEN, KEY, proof))
                .isInstanceOf(InvalidAccessTokenException.class);
    }

    @Test
    void theProofOfSection7Point1IsForNoOtherToken() {
        assertThatThrownBy(() -> access.require("another", KEY, BindingProof.dpop(TO_THE_RESOURCE, "GET", RESOURCE)))
                .isInstanceOf(InvalidAccessTokenException.class);
    }

    private static BoundKey bound(SignedProof proof) {
        return new BoundKey(
                KEY, proof.algorithm(), proof.shownKey().orElseThrow().text());
    }
}
