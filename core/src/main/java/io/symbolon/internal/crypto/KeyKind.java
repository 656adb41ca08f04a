package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which kind of key somebody has given, for messages.
 *
 * @param text such as "an RSA key"
 * @param algorithms those that it is good for
 */
public record KeyKind(String text, List<JwsAlgorithm> algorithms) {
    private static final List<JwsAlgorithm> PSS = List.of(JwsAlgorithm.PS256, JwsAlgorithm.PS384, JwsAlgorithm.PS512);

    private static final List<JwsAlgorithm> RSA = Stream.concat(
                    Stream.of(JwsAlgorithm.RS256, JwsAlgorithm.RS384, JwsAlgorithm.RS512), PSS.stream())
            .toList();

    /** Object identifiers stand in the first bytes of a key's encoding: RFC 5280 section 4.1.2.7, RFC 5958 section 2. */
    private static final int IDENTIFIER_BYTES = 40;

    public KeyKind {
        algorithms = List.copyOf(algorithms);
    }

    /** An object identifier in DER, and what it says of a key. The curves come before the word for all of them. */
    private record Known(String identifier, KeyKind kind) {}

    private static final List<Known> KNOWN = List.of(
            new Known("06092a864886f70d010101", new KeyKind("an RSA key", RSA)),
            new Known("06092a864886f70d01010a", new KeyKind("an RSA key for RSASSA-PSS only", PSS)),
            new Known("06072a8648ce380401", new KeyKind("a DSA key", List.of())),
            new Known("06082a8648ce3d030107", curve("P-256", JwsAlgorithm.ES256)),
            new Known("06052b81040022", curve("P-384", JwsAlgorithm.ES384)),
            new Known("06052b81040023", curve("P-521", JwsAlgorithm.ES512)),
            new Known("06052b8104000a", curve("secp256k1")),
            new Known("06072a8648ce3d0201", new KeyKind("a key on another curve than NIST's", List.of())),
            new Known("06032b6570", curve("Ed25519", JwsAlgorithm.EdDSA)),
            new Known("06032b6571", curve("Ed448")),
            new Known("06032b656e", curve("X25519, which cannot sign")),
            new Known("06032b656f", curve("X448, which cannot sign")));

    /** The kind of a key. */
    static KeyKind of(PublicKey key) {
        Optional<KeyKind> known = Optional.ofNullable(key.getEncoded()).flatMap(KeyKind::ofEncoded);
        return known.orElseGet(() -> otherwise(key));
    }

    /** The kind of a key in X.509 or PKCS#8; empty if it is damaged or of a kind that nobody uses. */
    public static Optional<KeyKind> ofEncoded(byte[] key) {
        String start = HexFormat.of().formatHex(key, 0, Math.min(key.length, IDENTIFIER_BYTES));
        return KNOWN.stream()
                .filter(known -> start.contains(known.identifier))
                .map(Known::kind)
                .findFirst();
    }

    /** What the key can be used with, as a sentence after another; nothing if that is nothing. */
    String algorithmsText() {
        if (algorithms.isEmpty()) {
            return "";
        }
        return " It is good for "
                + String.join(", ", algorithms.stream().map(JwsAlgorithm::name).toList()) + ".";
    }

    private static KeyKind curve(String name, JwsAlgorithm... algorithms) {
        return new KeyKind("a key on the curve " + name, List.of(algorithms));
    }

    private static KeyKind otherwise(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return new KeyKind(
                    "a key on a curve of " + ec.getParams().getOrder().bitLength() + " bits", List.of());
        }
        if (key instanceof EdECPublicKey ed) {
            return new KeyKind("a key on the curve " + ed.getParams().getName(), List.of());
        }
        return new KeyKind("a key for " + key.getAlgorithm(), List.of());
    }
}
