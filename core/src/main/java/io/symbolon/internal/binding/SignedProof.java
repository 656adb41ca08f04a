package io.symbolon.internal.binding;

import io.symbolon.BindingProof;
import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import io.symbolon.internal.keys.PublicJwk;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proof taken apart: a compact JWS (RFC 7515) of the type and with one of the algorithms of its kind. Nobody has vouched
 * for what it says before {@link #isSignedBy} did.
 */
final class SignedProof {
    /** An RSA key of 4,096 bits and its signature fit in. */
    private static final int MOST_CHARACTERS = 4_096;

    private final ProofKind kind;
    private final JwsAlgorithm algorithm;
    private final Map<String, @Nullable Object> header;
    private final Map<String, @Nullable Object> claims;
    private final byte[] signed;
    private final byte[] signature;

    private SignedProof(
            ProofKind kind,
            JwsAlgorithm algorithm,
            Map<String, @Nullable Object> header,
            Map<String, @Nullable Object> claims,
            byte[] signed,
            byte[] signature) {
        this.kind = kind;
        this.algorithm = algorithm;
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Empty if the text has not the form that its kind has. */
    static Optional<SignedProof> parse(BindingProof proof) {
        ProofKind kind = ProofKind.of(proof);
        String text = text(proof);
        int headerEnd = text.indexOf('.');
        int claimsEnd = text.indexOf('.', headerEnd + 1);
        if (text.length() > MOST_CHARACTERS
                || headerEnd < 0
                || claimsEnd < 0
                || text.indexOf('.', claimsEnd + 1) >= 0) {
            return Optional.empty();
        }
        Optional<Map<String, @Nullable Object>> header = object(text.substring(0, headerEnd));
        Optional<Map<String, @Nullable Object>> claims = object(text.substring(headerEnd + 1, claimsEnd));
        Optional<byte[]> signature = Base64Url.decode(text.substring(claimsEnd + 1));
        Optional<JwsAlgorithm> algorithm = header.flatMap(members -> algorithm(kind, members));
        if (algorithm.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SignedProof(
                kind,
                algorithm.get(),
                header.get(),
                claims.get(),
                text.substring(0, claimsEnd).getBytes(StandardCharsets.US_ASCII),
                signature.get()));
    }

    ProofKind kind() {
        return kind;
    }

    JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** The key that the header shows; empty if it shows none that is good. */
    Optional<PublicJwk> shownKey() {
        if (!(header.get("jwk") instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicJwk.of(algorithm, members));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    boolean isSignedBy(PublicJwk key) {
        return key.algorithm() == algorithm && key.verify(signed, signed.length, signature);
    }

    Optional<String> challenge() {
        return claim(kind.challengeClaim());
    }

    /** A claim that is a text. */
    Optional<String> claim(String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A claim that is an integer. */
    Optional<Long> number(String name) {
        return claims.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    private static Optional<JwsAlgorithm> algorithm(ProofKind kind, Map<String, @Nullable Object> header) {
        // RFC 7515 section 4.1.11: what is critical has to be understood, and nothing of that is.
        if (header.containsKey("crit") || !kind.type().equals(header.get("typ"))) {
            return Optional.empty();
        }
        return header.get("alg") instanceof String name
                ? PublicJwk.algorithm(name).filter(kind::allows)
                : Optional.empty();
    }

    private static Optional<Map<String, @Nullable Object>> object(String base64) {
        try {
            Optional<byte[]> bytes = Base64Url.decode(base64);
            return bytes.isEmpty() ? Optional.empty() : Optional.of(Json.readObject(utf8(bytes.get())));
        } catch (CharacterCodingException | JsonException malformed) {
            return Optional.empty();
        }
    }

    /** Strictly: two readers of one text shall not read two. */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String text(BindingProof proof) {
        if (proof instanceof BindingProof.Dbsc dbsc) {
            return dbsc.jws();
        }
        if (proof instanceof BindingProof.Software software) {
            return software.jws();
        }
        return ((BindingProof.Dpop) proof).proof();
    }
}
