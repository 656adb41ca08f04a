package io.symbolon.benchmarks.peers;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.Set;

/** nimbus-jose-jwt: verifier and signer built once; the processor above them would look the key up for each token. */
final class NimbusPeer implements Peer {
    private final JWSVerifier verifier;
    private final JWSSigner signer;
    private final JWSHeader header;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
            SampleClaims.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(SampleClaims.ISSUER).build(),
            Set.of("exp"));

    NimbusPeer(PeerKey key) throws Exception {
        switch (key.algorithm()) {
            case HS256 -> {
                verifier = new MACVerifier(key.secret());
                signer = new MACSigner(key.secret());
            }
            case RS256 -> {
                verifier = new RSASSAVerifier((RSAPublicKey) key.publicKey());
                signer = new RSASSASigner(key.privateKey());
            }
            case ES256 -> {
                verifier = new ECDSAVerifier((ECPublicKey) key.publicKey());
                signer = new ECDSASigner((ECPrivateKey) key.privateKey());
            }
            default -> {
                verifier = new Ed25519Verifier(key.jwk().toOctetKeyPair().toPublicJWK());
                signer = new Ed25519Signer(key.jwk().toOctetKeyPair());
            }
        }
        claims.setMaxClockSkew(0);
        header = new JWSHeader.Builder(JWSAlgorithm.parse(key.algorithm().name()))
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.id())
                .build();
    }

    @Override
    public Object verify(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        RefusedException.unless(jwt.verify(verifier), "signature");
        JWTClaimsSet set = jwt.getJWTClaimsSet();
        claims.verify(set, null);
        return set;
    }

    @Override
    public String sign(SampleClaims sample) throws Exception {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                .issuer(sample.issuer())
                .audience(sample.audience())
                .subject(sample.subject())
                .jwtID(sample.tokenId())
                .issueTime(Date.from(sample.issuedAt()))
                .expirationTime(Date.from(sample.expiresAt()))
                .claim("client_id", sample.issuer())
                .claim("sid", sample.sessionId())
                .claim("ver", sample.version());
        SampleClaims.OWN.forEach(set::claim);
        SignedJWT jwt = new SignedJWT(header, set.build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
