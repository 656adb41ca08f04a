package io.symbolon.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** Auth0's java-jwt: verifier built once. */
final class JavaJwtPeer implements Peer {
    private final Algorithm algorithm;
    private final JWTVerifier verifier;
    private final Map<String, Object> header;

    JavaJwtPeer(PeerKey key) {
        algorithm = switch (key.algorithm()) {
            case HS256 -> Algorithm.HMAC256(key.secret());
            case RS256 -> Algorithm.RSA256((RSAPublicKey) key.publicKey(), (RSAPrivateKey) key.privateKey());
            default -> Algorithm.ECDSA256((ECPublicKey) key.publicKey(), (ECPrivateKey) key.privateKey());
        };
        verifier = JWT.require(algorithm)
                .withIssuer(SampleClaims.ISSUER)
                .withAudience(SampleClaims.AUDIENCE)
                .build();
        header = Map.of("typ", "at+jwt", "kid", key.id());
    }

    @Override
    public Object verify(String token) {
        return verifier.verify(token);
    }

    @Override
    public String sign(SampleClaims sample) {
        return JWT.create()
                .withHeader(header)
                .withIssuer(sample.issuer())
                .withAudience(sample.audience())
                .withSubject(sample.subject())
                .withJWTId(sample.tokenId())
                .withIssuedAt(sample.issuedAt())
                .withExpiresAt(sample.expiresAt())
                .withClaim("client_id", sample.issuer())
                .withClaim("sid", sample.sessionId())
                .withClaim("ver", sample.version())
                .withPayload(SampleClaims.OWN)
                .sign(algorithm);
    }
}
