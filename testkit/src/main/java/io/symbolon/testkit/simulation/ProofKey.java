package io.symbolon.testkit.simulation;

import io.symbolon.Binding;
import io.symbolon.BindingProof;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** A key of a client, and the proofs that it signs: written from the drafts and RFC 9449, and not with what is tested. */
final class ProofKey {
    /** Of which kind its proofs are. */
    enum Kind {
        DBSC("dbsc+jwt"),
        DPOP("dpop+jwt"),
        SOFTWARE("symbolon-proof+jwt");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    private static final URI ADDRESS = URI.create("https://api.example.com/session/refresh");
    private static final int COORDINATE_BYTES = 32;

    private final Kind kind;
    private final KeyPair pair;
    private final String jwk;
    private int proofs;

    ProofKey(Kind kind, KeyPair pair) {
        this.kind = kind;
        this.pair = pair;
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        // In the order of RFC 7638.
        this.jwk = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(key.getW().getAffineY()) + "\"}";
    }

    Kind kind() {
        return kind;
    }

    /** What a session that is bound to it says. */
    Binding binding() {
        String thumbprint = encoded(digest(jwk));
        return switch (kind) {
            case DBSC -> new Binding.Dbsc(thumbprint);
            case DPOP -> new Binding.Dpop(thumbprint);
            case SOFTWARE -> new Binding.Software(thumbprint);
        };
    }

    /** What its client sends to bind a session. */
    BindingProof registration(String challenge) {
        return proof(challenge, true);
    }

    /** What its client sends to refresh a bound session. */
    BindingProof proof(String challenge) {
        return proof(challenge, kind == Kind.DPOP);
    }

    private BindingProof proof(String challenge, boolean showsKey) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"" + kind.type + "\"" + (showsKey ? ",\"jwk\":" + jwk : "") + "}";
        String claims = kind == Kind.DPOP
                ? "{\"jti\":\"" + ++proofs + "\",\"htm\":\"POST\",\"htu\":\"" + ADDRESS
                        + "\",\"iat\":1772366400,\"nonce\":\"" + challenge + "\"}"
                : "{\"jti\":\"" + challenge + "\"}";
        String text = signed(encoded(bytes(header)) + '.' + encoded(bytes(claims)));
        return switch (kind) {
            case DBSC -> BindingProof.dbsc(text);
            case DPOP -> BindingProof.dpop(text, "POST", ADDRESS);
            case SOFTWARE -> BindingProof.software(text);
        };
    }

    private String signed(String text) {
        try {
            Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format");
            engine.initSign(pair.getPrivate());
            engine.update(bytes(text));
            return text + '.' + encoded(engine.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
        return encoded(fixed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
