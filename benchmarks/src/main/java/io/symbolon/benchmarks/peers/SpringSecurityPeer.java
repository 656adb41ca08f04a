package io.symbolon.benchmarks.peers;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Spring Security's NimbusJwtDecoder and NimbusJwtEncoder, built once. */
final class SpringSecurityPeer implements Peer {
    private final NimbusJwtDecoder decoder;
    private final NimbusJwtEncoder encoder;
    private final JwsHeader header;

    SpringSecurityPeer(PeerKey key) {
        decoder = SpringSecurityDecoder.of(key);
        encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key.jwk())));
        String name = key.algorithm().name();
        JwsAlgorithm algorithm = () -> name;
        header = JwsHeader.with(algorithm).type("at+jwt").keyId(key.id()).build();
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
