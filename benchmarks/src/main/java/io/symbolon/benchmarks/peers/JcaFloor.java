package io.symbolon.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The signature, checked by the JDK's crypto and nothing else. */
final class JcaFloor implements Peer {
    private static final String HEADER = "eyJhbGciOiJub25lIn0";

    private final PeerKey key;
    private final String name;
    private final ThreadLocal<Mac> macs;

    JcaFloor(PeerKey key) {
        this.key = key;
        this.macs = ThreadLocal.withInitial(() -> hmac(key.secretKey()));
        this.name = switch (key.algorithm()) {
            case HS256 -> "HmacSHA256";
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSAinP1363Format";
            default -> "Ed25519";
        };
    }

    @Override
    public Object verify(String token) throws Exception {
        int end = token.lastIndexOf('.');
        byte[] ascii = token.getBytes(StandardCharsets.ISO_8859_1);
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
        RefusedException.unless(isGood(ascii, end, signature), "signature");
        return token;
    }

    /** Signs the claims' text form: no JSON is made here. */
    @Override
    public String sign(SampleClaims sample) throws Exception {
        return sign(HEADER, sample.toString());
    }

    String sign(String header, String payload) throws Exception {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String unsigned = header + '.' + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return unsigned + '.' + encoder.encodeToString(signature(unsigned.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private boolean isGood(byte[] ascii, int length, byte[] signature) throws Exception {
        if (key.isSecret()) {
            Mac mac = macs.get();
            mac.update(ascii, 0, length);
            return MessageDigest.isEqual(mac.doFinal(), signature);
        }
        Signature engine = Signature.getInstance(name);
        engine.initVerify(key.publicKey());
        engine.update(ascii, 0, length);
        return engine.verify(signature);
    }

    private byte[] signature(byte[] ascii) throws Exception {
        if (key.isSecret()) {
            return macs.get().doFinal(ascii);
        }
        Signature engine = Signature.getInstance(name);
        engine.initSign(key.privateKey());
        engine.update(ascii);
        return engine.sign();
    }

    static Mac hmac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + key.getAlgorithm(), impossible);
        }
    }
}
