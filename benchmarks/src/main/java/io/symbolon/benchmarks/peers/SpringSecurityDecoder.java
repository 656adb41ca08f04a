package io.symbolon.benchmarks.peers;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's own decoder, with the key at hand: it asks no server for it. */
public final class SpringSecurityDecoder {
    private SpringSecurityDecoder() {}

    /** A decoder that checks signature, expiry, issuer and audience. */
    public static NimbusJwtDecoder of(PeerKey key) {
        NimbusJwtDecoder decoder = unchecked(key);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(Duration.ZERO),
                new JwtIssuerValidator(SampleClaims.ISSUER),
                new JwtAudienceValidator(SampleClaims.AUDIENCE))));
        return decoder;
    }

    private static NimbusJwtDecoder unchecked(PeerKey key) {
        return switch (key.algorithm()) {
            case HS256 ->
                NimbusJwtDecoder.withSecretKey(key.secretKey())
                        .validateType(false)
                        .build();
            case RS256 ->
                NimbusJwtDecoder.withPublicKey((RSAPublicKey) key.publicKey())
                        .validateType(false)
                        .build();
            default -> {
                DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
                processor.setJWSTypeVerifier((type, context) -> {});
                processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                        JWSAlgorithm.parse(key.algorithm().name()), new ImmutableJWKSet<>(new JWKSet(key.jwk()))));
                processor.setJWTClaimsSetVerifier((claims, context) -> {});
                yield new NimbusJwtDecoder(processor);
            }
        };
    }
}
