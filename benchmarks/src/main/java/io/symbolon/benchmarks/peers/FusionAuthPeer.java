package io.symbolon.benchmarks.peers;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.JWTEncoder;
import io.fusionauth.jwt.Signer;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.domain.JWT;
import io.fusionauth.jwt.ec.ECSigner;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.hmac.HMACSigner;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSASigner;
import io.fusionauth.jwt.rsa.RSAVerifier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** fusionauth-jwt: verifier and signer built once. It leaves issuer and audience to its caller. */
final class FusionAuthPeer implements Peer {
    private final Verifier verifier;
    private final Signer signer;
    private final JWTDecoder decoder = JWT.getDecoder();
    private final JWTEncoder encoder = JWT.getEncoder();

    FusionAuthPeer(PeerKey key) {
        String keyId = key.id();
        switch (key.algorithm()) {
            case HS256 -> {
                verifier = HMACVerifier.newVerifier(key.secret());
                signer = HMACSigner.newSHA256Signer(key.secret(), keyId);
            }
            case RS256 -> {
                verifier = RSAVerifier.newVerifier(key.publicKey());
                signer = RSASigner.newSHA256Signer(key.privateKey(), keyId);
            }
            default -> {
                verifier = ECVerifier.newVerifier(key.publicKey());
                signer = ECSigner.newSHA256Signer(key.privateKey(), keyId);
            }
        }
    }

    @Override
    public Object verify(String token) throws Exception {
        JWT jwt = decoder.decode(token, verifier);
        RefusedException.unless(SampleClaims.ISSUER.equals(jwt.issuer), "iss");
        RefusedException.unless(SampleClaims.AUDIENCE.equals(jwt.audience), "aud");
        return jwt;
    }

    @Override
    public String sign(SampleClaims sample) {
        JWT jwt = new JWT()
                .setIssuer(sample.issuer())
                .setAudience(sample.audience())
                .setSubject(sample.subject())
                .setUniqueId(sample.tokenId())
                .setIssuedAt(date(sample.issuedAt()))
                .setExpiration(date(sample.expiresAt()))
                .addClaim("client_id", sample.issuer())
                .addClaim("sid", sample.sessionId())
                .addClaim("ver", sample.version());
        SampleClaims.OWN.forEach(jwt::addClaim);
        return encoder.encode(jwt, signer, header -> header.set("typ", "at+jwt"));
    }

    private static ZonedDateTime date(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
