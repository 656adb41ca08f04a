package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import java.security.KeyPair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs for tests, made once: RSA takes its time. */
public final class KeyPairs {
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private KeyPairs() {}

    /** Always the same pair for an algorithm. */
    public static KeyPair one(JwsAlgorithm algorithm) {
        return pair(algorithm, "one");
    }

    /** Another one than {@link #one}. */
    public static KeyPair other(JwsAlgorithm algorithm) {
        return pair(algorithm, "other");
    }

    private static KeyPair pair(JwsAlgorithm algorithm, String which) {
        Object kind = algorithm.keyType() == KeyType.RSA ? KeyType.RSA : algorithm;
        return MADE.computeIfAbsent(kind + which, missing -> KeyGeneration.shortestKeyPair(algorithm));
    }
}
