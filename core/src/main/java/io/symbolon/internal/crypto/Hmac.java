package io.symbolon.internal.crypto;

import io.symbolon.internal.pool.IdlePool;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC (RFC 2104) with one key. */
public final class Hmac implements Signer, SignatureVerifier {
    private final SecretKeySpec key;
    private final Mac prototype;
    private final boolean cloneable;
    private final IdlePool<Mac> idle = new IdlePool<>();

    /** @param jcaName such as {@code HmacSHA256} */
    public Hmac(String jcaName, byte[] key) {
        this.key = new SecretKeySpec(key, jcaName);
        this.prototype = newMac();
        this.cloneable = isCloneable(prototype);
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
        if (!cloneable) {
            return newMac();
        }
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("an HMAC that could be cloned before", impossible);
        }
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + key.getAlgorithm(), impossible);
        }
    }

    /** The JDK's can; that of a provider which an application has put before the JDK's may be not. */
    private static boolean isCloneable(Mac mac) {
        try {
            return mac.clone() instanceof Mac;
        } catch (CloneNotSupportedException notCloneable) {
            return false;
        }
    }
}
