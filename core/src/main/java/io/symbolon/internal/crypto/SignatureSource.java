package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/** What computes the signatures of some algorithms. Thread-safe. */
sealed interface SignatureSource permits SignatureEngines, TinkEd25519 {
    /** Its name, for the log. */
    String name();

    /** Whether it is meant for an algorithm. */
    boolean isFor(JwsAlgorithm algorithm);

    /**
     * A signer.
     *
     * @throws GeneralSecurityException if it cannot use the key
     */
    Signer signer(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException;

    /**
     * A verifier.
     *
     * @throws GeneralSecurityException if it cannot use the key
     */
    SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException;
}
