package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.internal.crypto.KeyKind;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.keys.Pem.Block;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Keys in PEM: private ones in PKCS#8 (RFC 5958), public ones as in X.509 (RFC 5280). No message shows any of a key. */
public final class PemKeys {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private PemKeys() {}

    /**
     * A key pair, of a text with a private key. The public key may stand beside it; else it is computed.
     *
     * @throws IllegalArgumentException that says what is wrong and what to do
     */
    public static KeyPair keyPair(JwsAlgorithm algorithm, String pem) {
        requireKeyPairs(algorithm);
        List<Block> blocks = Pem.blocks(Pem.requireGiven(pem));
        blocks.forEach(PemKeys::refuseOtherForms);
        PrivateKey privateKey = privateKey(algorithm, single(pem, blocks));
        List<Block> publicKeys = labelled(blocks, PUBLIC);
        if (publicKeys.size() > 1) {
            throw new IllegalArgumentException("the PEM has several public keys beside its private key");
        }
        PublicKey publicKey =
                publicKeys.isEmpty() ? PublicKeyOf.privateKey(privateKey) : publicKey(algorithm, publicKeys.get(0));
        return new KeyPair(publicKey, privateKey);
    }

    /**
     * The public keys of a text.
     *
     * @throws IllegalArgumentException that says what is wrong and what to do
     */
    public static List<PublicKey> publicKeys(JwsAlgorithm algorithm, String pem) {
        requireKeyPairs(algorithm);
        List<Block> blocks = Pem.blocks(Pem.requireGiven(pem));
        for (Block block : blocks) {
            if (block.label().endsWith(PRIVATE)) {
                throw new IllegalArgumentException("the PEM has a private key, which a service that only verifies"
                        + " should not hold. Take its public key with: openssl pkey -in key.pem -pubout");
            }
            refuseOtherForms(block);
        }
        List<Block> publicKeys = labelled(blocks, PUBLIC);
        if (publicKeys.isEmpty()) {
            throw new IllegalArgumentException("the text has no public key in PEM: one starts with -----BEGIN PUBLIC"
                    + " KEY-----." + certificateHint(blocks));
        }
        return publicKeys.stream().map(block -> publicKey(algorithm, block)).toList();
    }

    private static void requireKeyPairs(JwsAlgorithm algorithm) {
        if (Objects.requireNonNull(algorithm, "algorithm").keyType() == KeyType.SYMMETRIC) {
            throw new IllegalArgumentException(algorithm + " signs with a secret, which has no form in PEM: use"
                    + " SigningKeys.fromBase64(" + algorithm + ", text)");
        }
    }

    private static void refuseOtherForms(Block block) {
        if (block.isEncrypted()) {
            throw new IllegalArgumentException("the PEM's private key is encrypted. Decrypt it with: openssl pkey -in"
                    + " key.pem -out plain.pem, or keep it in a key store and use SigningKeys.fromKeyStore");
        }
        switch (block.label()) {
            case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                throw new IllegalArgumentException("the PEM has a key in the form of " + block.label()
                        + " (PKCS#1 or SEC 1). Convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out"
                        + " pkcs8.pem");
            case "OPENSSH PRIVATE KEY" ->
                throw new IllegalArgumentException("the PEM has a key in OpenSSH's own form. Convert a copy of the"
                        + " file with: ssh-keygen -p -N '' -m PKCS8 -f key.pem");
            case "RSA PUBLIC KEY" ->
                throw new IllegalArgumentException("the PEM has a public key in the form of PKCS#1. Convert it with:"
                        + " openssl rsa -RSAPublicKey_in -in public.pem -pubout");
            default -> {}
        }
    }

    private static Block single(String text, List<Block> blocks) {
        List<Block> privateKeys = labelled(blocks, PRIVATE);
        if (privateKeys.size() == 1) {
            return privateKeys.get(0);
        }
        if (privateKeys.size() > 1) {
            throw new IllegalArgumentException("the PEM has " + privateKeys.size()
                    + " private keys: one signs. Give the others to alsoVerify, each as keys of its own");
        }
        throw new IllegalArgumentException("the text has no private key in PEM: one starts with -----BEGIN PRIVATE"
                + " KEY-----." + (labelled(blocks, PUBLIC).isEmpty() ? "" : " A public key cannot sign.")
                + (Base64Secret.isBase64(text)
                        ? " A secret in base64 goes with HS256, HS384 or HS512, not with a key pair's algorithm."
                        : ""));
    }

    private static List<Block> labelled(List<Block> blocks, String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).toList();
    }

    private static String certificateHint(List<Block> blocks) {
        return labelled(blocks, "CERTIFICATE").isEmpty()
                ? ""
                : " Take that of a certificate with: openssl x509 -in certificate.pem -pubkey -noout";
    }

    private static PrivateKey privateKey(JwsAlgorithm algorithm, Block block) {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(block.content());
        try {
            return KeyFactory.getInstance(factory(algorithm)).generatePrivate(encoded);
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            return PssKeys.privateKey(algorithm, encoded).orElseThrow(() -> otherKind(algorithm, block, "private"));
        }
    }

    private static PublicKey publicKey(JwsAlgorithm algorithm, Block block) {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(block.content());
        try {
            return KeyFactory.getInstance(factory(algorithm)).generatePublic(encoded);
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            return PssKeys.publicKey(algorithm, encoded).orElseThrow(() -> otherKind(algorithm, block, "public"));
        }
    }

    /** Without the cause: nobody promises that its message shows nothing of the key. */
    private static IllegalArgumentException otherKind(JwsAlgorithm algorithm, Block block, String part) {
        Optional<KeyKind> given = KeyKind.ofEncoded(block.content())
                .filter(kind -> !kind.algorithms().contains(algorithm));
        if (given.isPresent()) {
            return KeyRules.wrongKind(algorithm, given.get());
        }
        return new IllegalArgumentException("the PEM's " + part + " key is damaged, or is not the " + factory(algorithm)
                + " key that " + algorithm + " needs. Look at it with: openssl pkey -in key.pem -noout -text");
    }

    private static String factory(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case EC -> "EC";
            case ED25519 -> "Ed25519";
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no key pair");
        };
    }
}
