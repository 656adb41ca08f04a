package io.symbolon.spring.autoconfigure;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.BindingProof;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The key of a program with DPoP (RFC 9449), and what it signs. */
final class DpopKey {
    private static final String ORDERS = "https://api.example.com/orders";

    private final ECKey key = newKey();

    /** Binds a session that has just begun. */
    SessionTokens bind(JwtUserSessionManager manager, SessionTokens tokens) {
        String proof = signed(claims("POST", ORDERS, manager.registrationChallenge(tokens), Instant.now()));
        return manager.bind(tokens.sessionId(), BindingProof.dpop(proof, "POST", URI.create(ORDERS)));
    }

    /** A proof for a request. */
    String proof(String method, String uri, SessionTokens tokens, String nonce) {
        return proof(method, uri, tokens, nonce, Instant.now());
    }

    /** @param nonce empty where none is asked for */
    String proof(String method, String uri, SessionTokens tokens, String nonce, Instant at) {
        Map<String, Object> claims = claims(method, uri, nonce, at);
        claims.put("ath", sha256(tokens.accessToken()));
        return signed(claims);
    }

    private static Map<String, Object> claims(String method, String uri, String nonce, Instant at) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", uri);
        claims.put("iat", at.getEpochSecond());
        if (!nonce.isEmpty()) {
            claims.put("nonce", nonce);
        }
        return claims;
    }

    private String signed(Map<String, Object> claims) {
        JWSObject proof = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new Payload(claims));
        try {
            proof.sign(new ECDSASigner(key));
            return proof.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(ascii))
                    .toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
