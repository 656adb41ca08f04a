package io.symbolon.internal.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC (RFC 2104) with one key. */
public final class Hmac implements Signer, SignatureVerifier {
    private final Mac prototype;
    private final IdlePool<Mac> idle = new IdlePool<>();

    /** @param jcaName such as {@code HmacSHA256} */
    public Hmac(String jcaName, byte[] key) {
        try {
            prototype = Mac.getInstance(jcaName);
            prototype.init(new SecretKeySpec(key, jcaName));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + jcaName, impossible);
        }
    }

    @Override
    public byte[] sign(byte[] bytes, int length) {
        @Nullable Mac waiting = idle.take();
        Mac mac = waiting == null ? keyed() : waiting;
        mac.update(bytes, 0, length);
        byte[] signature = mac.doFinal();
        idle.giveBack(mac);
        return signature;
    }

    @Override
    public boolean verify(byte[] bytes, int length, byte[] signature) {
        return MessageDigest.isEqual(sign(bytes, length), signature);
    }

    /** The prototype is never updated, so that it can be cloned by many threads at once. */
    private Mac keyed() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's HMAC can be cloned", impossible);
        }
    }
}
