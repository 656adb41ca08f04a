package io.symbolon.internal.crypto;

import io.symbolon.internal.crypto.SignatureEngines.Names;
import java.security.Provider;
import java.util.Optional;

/** The native providers that can be used, by name: they are not needed to compile or to run. None is registered. */
enum NativeProvider {
    /** Amazon Corretto Crypto Provider. */
    ACCP(
            "software.amazon.cryptools:AmazonCorrettoCryptoProvider",
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
            Names.JDK),
    /** Conscrypt. */
    CONSCRYPT("org.conscrypt:conscrypt-openjdk-uber", "org.conscrypt.Conscrypt", Names.CONSCRYPT);

    private final String artifact;
    private final String className;
    private final Names names;

    NativeProvider(String artifact, String className, Names names) {
        this.artifact = artifact;
        this.className = className;
        this.names = names;
    }

    /** Group and name in Maven Central. */
    String artifact() {
        return artifact;
    }

    Names names() {
        return names;
    }

    /**
     * The provider, or empty if it is not on the class path.
     *
     * @throws ReflectiveOperationException if it is there and cannot be used
     * @throws LinkageError if its native library does not load here
     */
    Optional<Provider> find(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(className, false, loader);
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case ACCP -> accp(type);
                    case CONSCRYPT -> (Provider) type.getMethod("newProvider").invoke(null);
                });
    }

    /** Without its library it is a provider that offers nothing. */
    private static Provider accp(Class<?> type) throws ReflectiveOperationException {
        Provider provider = (Provider) type.getField("INSTANCE").get(null);
        Object failure = type.getMethod("getLoadingError").invoke(provider);
        if (failure instanceof Throwable cause) {
            throw new ReflectiveOperationException("its native library does not load", cause);
        }
        return provider;
    }
}
