package io.symbolon.testkit.simulation;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** The key pairs of clients, made once for all histories of a simulation, as they take long to make. Thread-safe. */
final class ClientKeyPairs {
    private final List<KeyPair> pairs = new ArrayList<>();

    /** The pair of a number, from zero: always the same one. */
    synchronized KeyPair at(int number) {
        while (pairs.size() <= number) {
            pairs.add(generate());
        }
        return pairs.get(number);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
