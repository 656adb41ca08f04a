package io.symbolon.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Locale;
import org.conscrypt.Conscrypt;

/** Whose crypto is used: by Symbolon for its own keys, by the others if it is registered for the whole JVM. */
public enum Crypto {
    /** The JDK's, by everyone. */
    JDK,
    /** Amazon Corretto Crypto Provider. */
    ACCP,
    /** Conscrypt. */
    CONSCRYPT;

    /** What Symbolon goes by; it reads it once. */
    private static final String SYMBOLON_PROPERTY = "symbolon.crypto";

    /** Has to come before Symbolon is used in this JVM. */
    void prepare() {
        System.setProperty(SYMBOLON_PROPERTY, name().toLowerCase(Locale.ROOT));
        if (this != JDK) {
            Security.insertProviderAt(provider(), 1);
        }
    }

    private Provider provider() {
        return this == ACCP ? AmazonCorrettoCryptoProvider.INSTANCE : Conscrypt.newProvider();
    }
}
