package io.symbolon.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.Locale;

/** Whose crypto is used. */
public enum Crypto {
    /** The JDK's, by everyone. */
    JDK,
    /** Amazon Corretto Crypto Provider: by Symbolon for its own keys, by the others as it is registered for the JVM. */
    ACCP,
    /** Conscrypt: by Symbolon for its own keys. It is not registered. */
    CONSCRYPT,
    /** Tink: by Symbolon for EdDSA, as Nimbus always does. */
    TINK;

    /** What Symbolon goes by; it reads it once. */
    private static final String SYMBOLON_PROPERTY = "symbolon.crypto";

    /** Has to come before Symbolon is used in this JVM. */
    void prepare() {
        System.setProperty(SYMBOLON_PROPERTY, name().toLowerCase(Locale.ROOT));
        if (this == ACCP) {
            Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        }
    }
}
