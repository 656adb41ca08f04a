package io.symbolon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.symbolon.JwsAlgorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison is fair: every library makes the same checks of the same tokens. */
class LibraryTest {
    private static final List<JwsAlgorithm> ALGORITHMS =
            List.of(JwsAlgorithm.HS256, JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.EdDSA);

    private static final Map<JwsAlgorithm, PeerKey> KEYS = new EnumMap<>(JwsAlgorithm.class);
    private static final Map<JwsAlgorithm, PeerKey> OTHER_KEYS = new EnumMap<>(JwsAlgorithm.class);

    private final SampleClaims claims = SampleClaims.of("user-1");

    @BeforeAll
    static void generateKeys() throws Exception {
        for (JwsAlgorithm algorithm : ALGORITHMS) {
            KEYS.put(algorithm, PeerKey.generate(algorithm));
            OTHER_KEYS.put(algorithm, PeerKey.generate(algorithm));
        }
    }

    static Stream<Arguments> libraries() {
        return Arrays.stream(Library.values())
                .flatMap(library -> ALGORITHMS.stream()
                        .filter(library::supports)
                        .map(algorithm -> Arguments.of(library, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aGoodTokenIsAcceptedAgainAndAgain(Library library, JwsAlgorithm algorithm) throws Exception {
        PeerKey key = key(algorithm);
        String token = SampleTokens.of(library, key).token(claims);
        try (Peer peer = library.open(key)) {
            assertThat(peer.verify(token)).isNotNull();
            assertThat(peer.verify(token)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void itsOwnTokenIsAccepted(Library library, JwsAlgorithm algorithm) throws Exception {
        try (Peer peer = library.open(key(algorithm))) {
            String token = peer.sign(claims);
            assertThatCode(() -> peer.verify(token)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aChangedPayloadIsRefused(Library library, JwsAlgorithm algorithm) throws Exception {
        PeerKey key = key(algorithm);
        SampleTokens tokens = SampleTokens.of(library, key);
        String[] good = tokens.token(claims).split("\\.", -1);
        String[] other = tokens.token(SampleClaims.of("user-2")).split("\\.", -1);
        assertRefused(library, key, good[0] + '.' + other[1] + '.' + good[2]);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void anotherKeysSignatureIsRefused(Library library, JwsAlgorithm algorithm) throws Exception {
        PeerKey key = key(algorithm);
        String[] good = SampleTokens.of(library, key).token(claims).split("\\.", -1);
        String[] other = SampleTokens.of(library, Objects.requireNonNull(OTHER_KEYS.get(algorithm)))
                .token(claims)
                .split("\\.", -1);
        assertRefused(library, key, good[0] + '.' + good[1] + '.' + other[2]);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void anExpiredTokenIsRefused(Library library, JwsAlgorithm algorithm) throws Exception {
        assumeTrue(library != Library.JCA, "checks the signature alone");
        PeerKey key = key(algorithm);
        SampleClaims expired = claims.withExpiry(Instant.now().minusSeconds(30));
        assertRefused(library, key, SampleTokens.of(library, key).token(expired));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void anotherIssuersTokenIsRefused(Library library, JwsAlgorithm algorithm) throws Exception {
        assumeTrue(library.checksIssuerAndAudience());
        PeerKey key = key(algorithm);
        SampleClaims other = claims.withIssuer("https://elsewhere.example.com");
        assertRefused(library, key, SampleTokens.of(library, key).token(other));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aTokenForAnotherAudienceIsRefused(Library library, JwsAlgorithm algorithm) throws Exception {
        assumeTrue(library.checksIssuerAndAudience());
        PeerKey key = key(algorithm);
        SampleClaims other = claims.withAudience("https://elsewhere.example.com");
        assertRefused(library, key, SampleTokens.of(library, key).token(other));
    }

    private static PeerKey key(JwsAlgorithm algorithm) {
        return Objects.requireNonNull(KEYS.get(algorithm));
    }

    private static void assertRefused(Library library, PeerKey key, String token) throws Exception {
        try (Peer peer = library.open(key)) {
            assertThatThrownBy(() -> peer.verify(token)).isInstanceOf(Exception.class);
        }
    }
}
