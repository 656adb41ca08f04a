package io.symbolon.internal.keys;

import java.util.List;

/** Where the keys that verify access tokens come from. Thread-safe. */
public interface VerificationKeys {
    /** The keys that verify now; without any I/O. */
    List<VerificationKey> current();

    /** A token came whose header belongs to none of the keys; without any I/O. */
    void unknownHeader();

    /** Whether one of the keys that verify now has this id. */
    default boolean hasId(String keyId) {
        return current().stream().anyMatch(key -> key.keyId().equals(keyId));
    }

    /** Keys that never change. */
    static VerificationKeys of(List<VerificationKey> keys) {
        List<VerificationKey> fixed = List.copyOf(keys);
        return new VerificationKeys() {
            @Override
            public List<VerificationKey> current() {
                return fixed;
            }

            @Override
            public void unknownHeader() {}
        };
    }
}
