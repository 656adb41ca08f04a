package io.symbolon.benchmarks.peers;

import java.security.Key;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** jose4j: consumer built once. */
final class Jose4jPeer implements Peer {
    private final JwtConsumer consumer;
    private final Key signingKey;
    private final String algorithm;
    private final String keyId;

    Jose4jPeer(PeerKey key) {
        consumer = new JwtConsumerBuilder()
                .setVerificationKey(key.isSecret() ? key.secretKey() : key.publicKey())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        key.algorithm().name())
                .setExpectedIssuer(SampleClaims.ISSUER)
                .setExpectedAudience(SampleClaims.AUDIENCE)
                .setRequireExpirationTime()
                .build();
        signingKey = key.isSecret() ? key.secretKey() : key.privateKey();
        algorithm = key.algorithm().name();
        keyId = key.id();
    }

    @Override
    public Object verify(String token) throws Exception {
        return consumer.processToClaims(token);
    }

    @Override
    public String sign(SampleClaims sample) throws Exception {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(sample.issuer());
        claims.setAudience(sample.audience());
        claims.setSubject(sample.subject());
        claims.setJwtId(sample.tokenId());
        claims.setIssuedAt(NumericDate.fromSeconds(sample.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(sample.expiresAt().getEpochSecond()));
        claims.setStringClaim("client_id", sample.issuer());
        claims.setStringClaim("sid", sample.sessionId());
        claims.setClaim("ver", sample.version());
        SampleClaims.OWN.forEach(claims::setClaim);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(keyId);
        jws.setKey(signingKey);
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }
}
