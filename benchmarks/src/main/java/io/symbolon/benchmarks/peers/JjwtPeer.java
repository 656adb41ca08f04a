package io.symbolon.benchmarks.peers;

import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.util.Date;

/** jjwt: parser built once, with its Jackson module. */
final class JjwtPeer implements Peer {
    private final JwtParser parser;
    private final Key signingKey;
    private final String keyId;

    JjwtPeer(PeerKey key) {
        JwtParserBuilder builder = Jwts.parser();
        if (key.isSecret()) {
            builder.verifyWith(key.secretKey());
        } else {
            builder.verifyWith(key.publicKey());
        }
        parser = builder.requireIssuer(SampleClaims.ISSUER)
                .requireAudience(SampleClaims.AUDIENCE)
                .build();
        signingKey = key.isSecret() ? key.secretKey() : key.privateKey();
        keyId = key.id();
    }

    @Override
    public Object verify(String token) {
        return parser.parseSignedClaims(token).getPayload();
    }

    @Override
    public String sign(SampleClaims sample) {
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId(keyId)
                .and()
                .issuer(sample.issuer())
                .audience()
                .add(sample.audience())
                .and()
                .subject(sample.subject())
                .id(sample.tokenId())
                .issuedAt(Date.from(sample.issuedAt()))
                .expiration(Date.from(sample.expiresAt()))
                .claim("client_id", sample.issuer())
                .claim("sid", sample.sessionId())
                .claim("ver", sample.version())
                .claims(SampleClaims.OWN)
                .signWith(signingKey)
                .compact();
    }
}
