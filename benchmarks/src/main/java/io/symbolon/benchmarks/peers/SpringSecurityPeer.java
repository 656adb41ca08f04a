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
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Spring Security's NimbusJwtDecoder and NimbusJwtEncoder, built once. */
final class SpringSecurityPeer implements Peer {
    private final NimbusJwtDecoder decoder;
    private final NimbusJwtEncoder encoder;
    private final JwsHeader header;

    SpringSecurityPeer(PeerKey key) {
        JWKSet keys = new JWKSet(key.jwk());
        decoder = decoder(key, keys);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(Duration.ZERO),
                new JwtIssuerValidator(SampleClaims.ISSUER),
                new JwtAudienceValidator(SampleClaims.AUDIENCE))));
        encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(keys));
        String name = key.algorithm().name();
        JwsAlgorithm algorithm = () -> name;
        header = JwsHeader.with(algorithm).type("at+jwt").keyId(key.id()).build();
    }

    private static NimbusJwtDecoder decoder(PeerKey key, JWKSet keys) {
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
                        JWSAlgorithm.parse(key.algorithm().name()), new ImmutableJWKSet<>(keys)));
                processor.setJWTClaimsSetVerifier((claims, context) -> {});
                yield new NimbusJwtDecoder(processor);
            }
        };
    }

    @Override
    public Object verify(String token) {
        return decoder.decode(token);
    }

    @Override
    public String sign(SampleClaims sample) {
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(sample.issuer())
                .audience(List.of(sample.audience()))
                .subject(sample.subject())
                .id(sample.tokenId())
                .issuedAt(sample.issuedAt())
                .expiresAt(sample.expiresAt())
                .claim("client_id", sample.issuer())
                .claim("sid", sample.sessionId())
                .claim("ver", sample.version())
                .claims(own -> own.putAll(SampleClaims.OWN))
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
