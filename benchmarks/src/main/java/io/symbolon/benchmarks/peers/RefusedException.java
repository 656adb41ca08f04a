package io.symbolon.benchmarks.peers;

import java.security.GeneralSecurityException;

/** A check that an adapter makes itself has failed. */
final class RefusedException extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    RefusedException(String check) {
        super(check);
    }

    static void unless(boolean good, String check) throws RefusedException {
        if (!good) {
            throw new RefusedException(check);
        }
    }
}
