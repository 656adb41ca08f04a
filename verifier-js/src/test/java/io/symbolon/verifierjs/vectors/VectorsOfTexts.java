package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Hostile headers, and texts that are no token or not the one text of a token. */
final class VectorsOfTexts {
    private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.HS256;
    private static final int MAXIMUM_CHARACTERS = 8192;

    private final Issuer issuer;
    private final Collected vectors;
    private final String payload = Issuer.encode(Claims.good().json());
    private final String good;
    private final String signature;

    VectorsOfTexts(Issuer issuer, Collected vectors) {
        this.issuer = issuer;
        this.vectors = vectors;
        this.good = issuer.token(ALGORITHM, Claims.good().json());
        this.signature = good.substring(good.lastIndexOf('.') + 1);
    }

    void collect() {
        headers();
        parts();
        base64();
        characters();
        lengths();
    }

    private void headers() {
        String header = new String(Base64.getUrlDecoder().decode(issuer.header(ALGORITHM)), StandardCharsets.UTF_8);
        String kid = header.replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
        String members = "\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"";
        for (String hostile : List.of(
                "{\"alg\":\"none\"}",
                "{\"alg\":\"none\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"None\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS384\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"hs256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"kid\":\"\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"kid\":\"../../etc/passwd\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"application/at+jwt\"}",
                "{\"kid\":\"" + kid + "\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{ " + members + "}",
                "{" + members + "} ",
                "{" + members + ",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{" + members + ",\"jku\":\"https://evil.example/jwks\"}",
                "{" + members + ",\"x5u\":\"https://evil.example/x5u\"}",
                "{" + members + ",\"crit\":[\"exp\"]}",
                "{" + members + ",\"b64\":false,\"crit\":[\"b64\"]}",
                "{" + members + ",\"zip\":\"DEF\"}",
                "{" + members + ",\"alg\":\"none\"}",
                "{\"alg\":\"HS256\"," + members + "}",
                "{\"\\u0061lg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}",
                "{}",
                "[]",
                "null")) {
            String name = hostile.replace(kid, "kid");
            vectors.badSignature("header " + name, issuer.signed(ALGORITHM, Issuer.encode(hostile), payload));
            vectors.badSignature("header " + name + ", unsigned", Issuer.encode(hostile) + "." + payload + ".");
        }
        vectors.badSignature("empty header", issuer.signed(ALGORITHM, "", payload));
        vectors.badSignature("header with padding", issuer.signed(ALGORITHM, issuer.header(ALGORITHM) + "=", payload));
        vectors.badSignature(
                "header with one more character", issuer.signed(ALGORITHM, issuer.header(ALGORITHM) + "A", payload));
        vectors.badSignature(
                "header a character short",
                issuer.signed(ALGORITHM, issuer.header(ALGORITHM).substring(1), payload));
        vectors.badSignature("space before it", " " + good);
    }

    private void parts() {
        for (String text :
                List.of("", ".", "...", "....", "a", "a.b", "a.b.c.d", "null", "{}", good + ".", "." + good)) {
            vectors.malformed("parts of: " + text.replace(good, "token"), text);
        }
        vectors.badSignature("parts of: ..", "..");
        vectors.badSignature("parts of: a.b.c", "a.b.c");
        vectors.malformed("payload left out", issuer.header(ALGORITHM) + "." + signature);
        vectors.malformed("encrypted, five parts", issuer.header(ALGORITHM) + ".a.b.c.d");
        vectors.malformed("with its scheme", "Bearer " + good);
        vectors.malformed("with its scheme in lower case", "bearer " + good);
        vectors.malformed("with its scheme in upper case", "BEARER " + good);
        vectors.badSignature("with another scheme", "DPoP " + good);
        vectors.badSignature("with its scheme and no space", "Bearer" + good);
        for (int length = 1; length < good.length(); length += 37) {
            String cut = good.substring(0, length);
            boolean hasParts = cut.chars().filter(character -> character == '.').count() == 2;
            if (!hasParts) {
                vectors.malformed("the first " + length + " characters", cut);
            }
        }
    }

    private void base64() {
        vectors.malformed("signature with padding", good + "=");
        vectors.malformed("signature with a space after it", good + " ");
        vectors.malformed("signature with a line's end after it", good + "\n");
        vectors.badSignature("signature with one more character", good + "A");
        vectors.malformed("signature with two more characters", good + "AA");
        vectors.malformed("signature with bits that stand for nothing", nonCanonical(good));
        vectors.malformed("signature with +", withSignature("+" + signature.substring(1)));
        vectors.malformed("signature with /", withSignature("/" + signature.substring(1)));
        vectors.malformed(
                "signature with a space in it", withSignature(signature.charAt(0) + " " + signature.substring(2)));
        vectors.malformed("payload with padding", issuer.signed(ALGORITHM, issuer.header(ALGORITHM), payload + "="));
        vectors.malformed("payload with a space", issuer.signed(ALGORITHM, issuer.header(ALGORITHM), payload + " "));
        vectors.malformed(
                "payload with +", issuer.signed(ALGORITHM, issuer.header(ALGORITHM), "+" + payload.substring(1)));
        vectors.malformed("payload of one character", issuer.signed(ALGORITHM, issuer.header(ALGORITHM), "A"));
        vectors.malformed("empty payload, signed", issuer.signed(ALGORITHM, issuer.header(ALGORITHM), ""));
        for (String spaces : List.of("", " ", "  ")) {
            String text = Claims.good().json() + spaces;
            String encoded = Issuer.encode(text);
            if (encoded.length() % 4 != 0) {
                vectors.malformed(
                        "payload with bits that stand for nothing, " + encoded.length() % 4 + " at the end",
                        issuer.signed(ALGORITHM, issuer.header(ALGORITHM), nonCanonical(encoded)));
            }
        }
    }

    private void characters() {
        for (String character : List.of("\u00e9", "\u20ac", "\ud83d\udd11", "\ud800", "\u0000", "\uff21", "?")) {
            String name = String.format("%04x", character.codePointAt(0));
            boolean isPair = character.length() == 2;
            String inPayload = issuer.header(ALGORITHM) + "." + payload.substring(1) + character + "." + signature;
            vectors.add("payload with " + name, inPayload, isPair ? "MALFORMED" : "BAD_SIGNATURE");
            vectors.malformed("signature with " + name, withSignature(signature.substring(1) + character));
            vectors.badSignature("header with " + name, character + good);
        }
        vectors.malformed(
                "payload with a question mark, signed",
                issuer.signed(ALGORITHM, issuer.header(ALGORITHM), payload + "?"));
        String signed = issuer.signed(ALGORITHM, issuer.header(ALGORITHM), payload + "?");
        vectors.malformed("payload with what is signed as a question mark", signed.replace('?', '\u20ac'));
    }

    private void lengths() {
        int filling = MAXIMUM_CHARACTERS / 2;
        while (filled(filling + 1).length() <= MAXIMUM_CHARACTERS) {
            filling++;
        }
        vectors.accepted("as long as can be", filled(filling));
        vectors.malformed("too long", filled(filling + 1));
        vectors.malformed("very long", "A".repeat(9_000));
        vectors.malformed("many dots", ".".repeat(5_000));
    }

    private String filled(int characters) {
        return issuer.token(
                ALGORITHM,
                Claims.good()
                        .with("filling", Claims.quoted("x".repeat(characters)))
                        .json());
    }

    private String withSignature(String other) {
        return issuer.header(ALGORITHM) + "." + payload + "." + other;
    }

    /** Another last character for the same bytes. */
    private static String nonCanonical(String encoded) {
        return encoded.substring(0, encoded.length() - 1) + (char) (encoded.charAt(encoded.length() - 1) + 1);
    }
}
