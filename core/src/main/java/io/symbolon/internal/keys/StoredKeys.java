package io.symbolon.internal.keys;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Objects;
import javax.crypto.SecretKey;

/** Keys in a key store. No message shows any of a key or of the password. */
public final class StoredKeys {
    private StoredKeys() {}

    /**
     * A private key, and the public key of its certificate.
     *
     * @throws IllegalArgumentException if there is none under this alias, or the password is wrong
     */
    public static KeyPair keyPair(KeyStore store, String alias, char[] password) {
        if (!(key(store, alias, password) instanceof PrivateKey privateKey)) {
            throw wrongKind("a private key");
        }
        try {
            Certificate certificate = store.getCertificate(alias);
            if (certificate == null) {
                return new KeyPair(PublicKeyOf.privateKey(privateKey), privateKey);
            }
            return new KeyPair(certificate.getPublicKey(), privateKey);
        } catch (GeneralSecurityException notLoaded) {
            throw notLoaded(notLoaded);
        }
    }

    /**
     * The bytes of a secret.
     *
     * @throws IllegalArgumentException if there is none under this alias, or the password is wrong
     */
    public static byte[] secret(KeyStore store, String alias, char[] password) {
        if (!(key(store, alias, password) instanceof SecretKey secret)) {
            throw wrongKind("a secret");
        }
        byte[] bytes = secret.getEncoded();
        if (bytes == null) {
            throw new IllegalArgumentException("the key store does not give out the bytes of this secret");
        }
        return bytes;
    }

    private static Key key(KeyStore store, String alias, char[] password) {
        Objects.requireNonNull(store, "keyStore");
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(password, "password");
        try {
            Key key = store.getKey(alias, password);
            if (key == null) {
                throw new IllegalArgumentException(
                        "the key store has no key under this alias. See what it has with: keytool -list");
            }
            return key;
        } catch (UnrecoverableKeyException wrongPassword) {
            throw new IllegalArgumentException("the password is not that of the key under this alias");
        } catch (GeneralSecurityException notLoaded) {
            throw notLoaded(notLoaded);
        }
    }

    private static IllegalArgumentException notLoaded(GeneralSecurityException cause) {
        return new IllegalArgumentException(
                "the key store cannot be read: was it loaded, as by KeyStore.getInstance(file, password)?", cause);
    }

    private static IllegalArgumentException wrongKind(String needed) {
        return new IllegalArgumentException("the algorithm needs " + needed + ": the entry under this alias is none");
    }
}
