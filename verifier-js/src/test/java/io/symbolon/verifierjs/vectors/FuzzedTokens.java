package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tokens that were changed by chance: most in their payload, and then signed, so that the claims are read. */
public final class FuzzedTokens {
    private static final String SETTINGS = "fuzzed";
    private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.HS256;

    /** What is put in somewhere: pieces that a reader of JSON may stumble over. */
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "0",
            "-",
            ".",
            "e5",
            "E-3",
            "1e0",
            "00",
            "null",
            "true",
            "\\u0061",
            "\\ud800",
            "\\udc00",
            "\\ud83d\\udd11",
            "\\u0000",
            "\\n",
            "\\/",
            "\\x",
            "\u00e9",
            "\ud83d\udd11",
            "\u0000",
            "\u001f",
            "\u007f",
            "\ufeff",
            "\"a\":1,",
            "\"iss\":\"x\",",
            "\"a\":{\"b\":[",
            "\"cnf\":{",
            "dbsc_",
            "9007199254740993",
            "1e400",
            "0.1",
            "99999999999999999999",
            "\"__proto__\":",
            "/**/",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");

    private final Issuer issuer = new Issuer(List.of(ALGORITHM, JwsAlgorithm.ES256));
    private final Random random;

    /** @param seed of all that is made here but keys */
    public FuzzedTokens(long seed) {
        this.random = new Random(seed);
    }

    /** Tokens, with what the Java verifier makes of them. */
    public VectorFile judged(int count) {
        Settings settings = issuer.settings();
        List<Vector> vectors = new ArrayList<>();
        try (Judge judge = new Judge(settings)) {
            for (int i = 0; i < count; i++) {
                Vector question = new Vector("number " + i, SETTINGS, Issuer.NOW, token(), "", null, null);
                vectors.add(judge.judge(question));
            }
        }
        return new VectorFile(Map.of(SETTINGS, settings), vectors);
    }

    private String token() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return mutated(issuer.token(JwsAlgorithm.ES256, claims()));
        }
        return kind < 3
                ? issuer.token(ALGORITHM, mutatedBytes(claims()))
                : issuer.token(ALGORITHM, kind < 7 ? mutated(claims()) : claims());
    }

    private String claims() {
        String body = Claims.good().body();
        StringBuilder own = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            own.append(',').append(text()).append(':').append(value(0));
        }
        return "{" + body + (random.nextInt(4) == 0 ? binding() : "") + own + "}";
    }

    private String binding() {
        String member = List.of("dbsc_jkt", "jkt", "software_jkt").get(random.nextInt(3));
        return ",\"cnf\":" + VectorsOfBindings.confirmation(member);
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 33 ? 5 : 8);
        return switch (kind) {
            case 0 -> text();
            case 1, 2 -> number();
            case 3 -> random.nextBoolean() ? "true" : "null";
            case 4 -> random.nextBoolean() ? "[]" : "{}";
            case 5 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            case 6 -> "{" + text() + ":" + value(depth + 1) + "}";
            default -> "[".repeat(random.nextInt(20)) + value(depth + 20);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(random.nextBoolean() ? "abc" : piece);
        }
        return text.append('"').toString();
    }

    private String number() {
        StringBuilder number = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        digits(number, 1 + random.nextInt(random.nextInt(40) == 0 ? 1_100 : 22));
        if (random.nextBoolean()) {
            digits(number.append('.'), 1 + random.nextInt(random.nextInt(40) == 0 ? 1_100 : 22));
        }
        if (random.nextBoolean()) {
            number.append(random.nextBoolean() ? "e" : "E")
                    .append(List.of("", "+", "-").get(random.nextInt(3)));
            digits(number, 1 + random.nextInt(random.nextInt(10) == 0 ? 7 : 3));
        }
        return number.toString();
    }

    private void digits(StringBuilder number, int count) {
        for (int i = 0; i < count; i++) {
            number.append((char) ('0' + random.nextInt(random.nextInt(4) == 0 ? 1 : 10)));
        }
    }

    /** With one to three pieces put in, taken out, or changed. */
    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> changed.delete(at, Math.min(changed.length() - 1, at + 1 + random.nextInt(3)));
                case 2 -> changed.setCharAt(at, (char) (0x20 + random.nextInt(0x60)));
                default -> {
                    int end = Math.min(changed.length(), at + random.nextInt(30));
                    changed.insert(random.nextInt(changed.length()), changed.substring(at, end));
                }
            }
        }
        return changed.toString();
    }

    private byte[] mutatedBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(2); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
