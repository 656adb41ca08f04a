package io.symbolon.internal.crypto;

import io.symbolon.internal.crypto.SignatureEngines.Names;
import java.security.Provider;
import java.util.Optional;

/**
 * The libraries that can be used, by name: they are not needed to compile or to run. None is registered. The first that
 * is there is used, so the fastest stand first.
 */
enum CryptoLibrary {
    /** Amazon Corretto Crypto Provider. */
    ACCP("software.amazon.cryptools:AmazonCorrettoCryptoProvider"),
    /** Conscrypt. */
    CONSCRYPT("org.conscrypt:conscrypt-openjdk-uber"),
    /** Tink, for EdDSA only. */
    TINK("com.google.crypto.tink:tink");

    private final String artifact;

    CryptoLibrary(String artifact) {
        this.artifact = artifact;
    }

    /** Group and name in Maven Central. */
    String artifact() {
        return artifact;
    }

    /** Whether it is native: the others do not make every algorithm fast. */
    boolean isNative() {
        return this != TINK;
    }

    /**
     * What computes signatures, or empty if the library is not on the class path.
     *
     * @throws ReflectiveOperationException if it is there and cannot be used
     * @throws LinkageError if its native library does not load here
     */
    Optional<SignatureSource> find(ClassLoader loader) throws ReflectiveOperationException {
        return switch (this) {
            case ACCP -> accp(loader);
            case CONSCRYPT -> conscrypt(loader);
            case TINK -> tink(loader);
        };
    }

    /** Without its library it is a provider that offers nothing. */
    private static Optional<SignatureSource> accp(ClassLoader loader) throws ReflectiveOperationException {
        Optional<Class<?>> type = named("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", loader);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Provider provider = (Provider) type.get().getField("INSTANCE").get(null);
        Object failure = type.get().getMethod("getLoadingError").invoke(provider);
        if (failure instanceof Throwable cause) {
            throw new ReflectiveOperationException("its native library does not load", cause);
        }
        return Optional.of(SignatureEngines.of(provider, Names.JDK));
    }

    private static Optional<SignatureSource> conscrypt(ClassLoader loader) throws ReflectiveOperationException {
        Optional<Class<?>> type = named("org.conscrypt.Conscrypt", loader);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Provider provider = (Provider) type.get().getMethod("newProvider").invoke(null);
        return Optional.of(SignatureEngines.of(provider, Names.CONSCRYPT));
    }

    private static Optional<SignatureSource> tink(ClassLoader loader) throws ReflectiveOperationException {
        Optional<Class<?>> signer = named("com.google.crypto.tink.subtle.Ed25519Sign", loader);
        if (signer.isEmpty()) {
            return Optional.empty();
        }
        Class<?> verifier = Class.forName("com.google.crypto.tink.subtle.Ed25519Verify", false, loader);
        return Optional.of(new TinkEd25519(signer.get(), verifier));
    }

    private static Optional<Class<?>> named(String className, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(className, false, loader));
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
    }
}
