package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Payloads with a good signature: what an issuer of another kind could write, and what two readers could read as two things. */
final class VectorsOfPayloads {
    private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.HS256;

    private final Issuer issuer;
    private final Collected vectors;

    VectorsOfPayloads(Issuer issuer, Collected vectors) {
        this.issuer = issuer;
        this.vectors = vectors;
    }

    void collect() {
        missingAndDouble();
        types();
        texts();
        subjects();
        numbers();
        structure();
        bytes();
        names();
        others();
    }

    private void missingAndDouble() {
        Claims.good().members().forEach((name, value) -> {
            malformed("without " + name, Claims.good().without(name).json());
            malformed(name + " twice", "{" + Claims.good().body() + ",\"" + name + "\":" + value + "}");
            String escaped = String.format("\\u%04x", (int) name.charAt(0)) + name.substring(1);
            malformed(name + " twice, escaped", "{" + Claims.good().body() + ",\"" + escaped + "\":" + value + "}");
            accepted(
                    name + " escaped",
                    "{" + Claims.good().without(name).body() + ",\"" + escaped + "\":" + value + "}");
            malformed(name + " is null", Claims.good().with(name, "null").json());
            malformed(
                    name + " in upper case",
                    "{" + Claims.good().without(name).body() + ",\"" + name.toUpperCase(java.util.Locale.ROOT) + "\":"
                            + value + "}");
        });
        malformed("a claim twice", "{" + Claims.good().body() + ",\"a\":1,\"a\":1}");
        malformed("a claim twice, escaped", "{" + Claims.good().body() + ",\"a\":1,\"\\u0061\":1}");
        malformed("a name twice in an object", "{" + Claims.good().body() + ",\"o\":{\"a\":1,\"a\":2}}");
        malformed("a name twice, deep", "{" + Claims.good().body() + ",\"o\":[{\"p\":{\"a\":1,\"b\":2,\"a\":2}}]}");
        accepted("a name in two objects", "{" + Claims.good().body() + ",\"o\":[{\"a\":1},{\"a\":1}]}");
        malformed("the empty name twice", "{" + Claims.good().body() + ",\"\":1,\"\":2}");
        for (String name : List.of("nbf", "auth_time", "amr", "factors", "authorities")) {
            String value = Map.of("nbf", "1", "auth_time", "1", "amr", "[]", "factors", "{}", "authorities", "[]")
                    .get(name);
            malformed(
                    name + " twice",
                    "{" + Claims.good().body() + ",\"" + name + "\":" + value + ",\"" + name + "\":" + value + "}");
        }
    }

    private void types() {
        List<String> values = List.of(
                "\"text\"",
                "1",
                "1.5",
                "true",
                "false",
                "null",
                "{}",
                "[]",
                "[1]",
                "[\"a\"]",
                "{\"a\":1}",
                "[[]]",
                "-1",
                "\"\"");
        Map<String, List<String>> good = Map.of(
                "sub", List.of("\"text\""),
                "jti", List.of("\"text\"", "\"\""),
                "client_id", List.of("\"text\"", "\"\""),
                "ver", List.of("1"),
                "iat", List.of("1"),
                "nbf", List.of("1"),
                "auth_time", List.of("1"),
                "amr", List.of("[]", "[\"a\"]"),
                "authorities", List.of("[]", "[\"a\"]"),
                "factors", List.of("{}", "{\"a\":1}"));
        good.forEach((name, accepted) -> values.forEach(value -> {
            String json = Claims.good().with(name, value).json();
            add(name + " is " + value, json, accepted.contains(value) ? Vector.ACCEPTED : "MALFORMED");
        }));
        for (String value : List.of(
                "1", "true", "{}", "[]", "[1]", "[\"" + Issuer.AUDIENCE + "\",1]", "[[\"" + Issuer.AUDIENCE + "\"]]")) {
            malformed("aud is " + value, Claims.good().with("aud", value).json());
        }
        for (String value : List.of("1", "true", "{}", "[]", "[\"" + Issuer.NAME + "\"]")) {
            malformed("iss is " + value, Claims.good().with("iss", value).json());
        }
        for (String value : List.of(
                "{\"a\":1.5}",
                "{\"a\":-1}",
                "{\"a\":\"1\"}",
                "{\"a\":null}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}")) {
            malformed(
                    "factors is " + value, Claims.good().with("factors", value).json());
        }
    }

    private void texts() {
        add(
                "another issuer",
                Claims.good().with("iss", "\"https://evil.example\"").json(),
                "WRONG_ISSUER");
        add(
                "issuer with a slash",
                Claims.good().with("iss", "\"https://login.example.com/\"").json(),
                "WRONG_ISSUER");
        add(
                "issuer in upper case",
                Claims.good().with("iss", "\"HTTPS://LOGIN.EXAMPLE.COM\"").json(),
                "WRONG_ISSUER");
        add("empty issuer", Claims.good().with("iss", "\"\"").json(), "WRONG_ISSUER");
        accepted(
                "issuer with escapes",
                Claims.good()
                        .with("iss", "\"https:\\/\\/login.example.co\\u006d\"")
                        .json());
        add(
                "another audience",
                Claims.good().with("aud", "\"https://other.example\"").json(),
                "WRONG_AUDIENCE");
        add(
                "audience in a longer one",
                Claims.good().with("aud", "\"https://api.example.com.evil\"").json(),
                "WRONG_AUDIENCE");
        add("empty audience", Claims.good().with("aud", "\"\"").json(), "WRONG_AUDIENCE");
        add("other audiences", Claims.good().with("aud", "[\"a\",\"b\"]").json(), "WRONG_AUDIENCE");
        accepted(
                "one of two audiences",
                Claims.good().with("aud", "[\"a\",\"" + Issuer.AUDIENCE + "\"]").json());
        accepted(
                "the audience twice",
                Claims.good()
                        .with("aud", "[\"" + Issuer.AUDIENCE + "\",\"" + Issuer.AUDIENCE + "\"]")
                        .json());
        accepted(
                "audience with escapes",
                Claims.good()
                        .with("aud", "\"https:\\/\\/api.example.co\\u006d\"")
                        .json());
        add(
                "another issuer and another audience",
                Claims.good().with("iss", "\"a\"").with("aud", "\"b\"").json(),
                "WRONG_ISSUER");
        malformed(
                "another issuer, and malformed",
                Claims.good().with("iss", "\"a\"").without("jti").json());
        for (String escape : List.of(
                "\\n",
                "\\t",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b",
                "\\f",
                "\\r",
                "\\u0000",
                "\\u001f",
                "\\u00e9",
                "\\u00E9",
                "\\ud83d\\udd11",
                "\\u2028")) {
            accepted(
                    "claim with " + escape,
                    Claims.good().with("a", "\"x" + escape + "y\"").json());
        }
        for (String escape : List.of(
                "\\x", "\\'", "\\u", "\\u12", "\\u12g4", "\\U0041", "\\u+041", "\\0", "\\", "\n", "\t", "\u0000",
                "\u001f")) {
            malformed(
                    "claim with the escape or character " + Issuer.encode(escape),
                    Claims.good().with("a", "\"x" + escape + "\"").json());
        }
        accepted(
                "claim with a DEL character",
                Claims.good().with("a", "\"\u007f\"").json());
        accepted(
                "claim with half a pair, escaped",
                Claims.good().with("a", "\"\\ud800\"").json());
        accepted(
                "claim with a wrong pair, escaped",
                Claims.good().with("a", "\"\\udc00\\ud800\"").json());
        accepted(
                "jti with half a pair, escaped",
                Claims.good().with("jti", "\"\\ud800\"").json());
    }

    private void subjects() {
        for (String subject : List.of(
                "\\ud800",
                "\\udc00x",
                "x\\ud83d",
                "",
                " ",
                "\\t\\n",
                "\\u2003",
                "\\u3000",
                "\\u001c",
                "\\u000b",
                "\\u2028",
                "\\u1680")) {
            malformed(
                    "subject " + subject,
                    Claims.good().with("sub", "\"" + subject + "\"").json());
        }
        for (String subject : List.of(
                "\\u00a0",
                "\\u2007",
                "\\u202f",
                "\\u0000",
                "\\ufeff",
                "\\u0085",
                "\\u200b",
                "\\u180e",
                "0",
                "a b",
                " a",
                "__proto__",
                "\\ud83d\\udd11")) {
            accepted(
                    "subject " + subject,
                    Claims.good().with("sub", "\"" + subject + "\"").json());
        }
        accepted(
                "subject of 1,024 characters",
                Claims.good().with("sub", Claims.quoted("x".repeat(1024))).json());
        malformed(
                "subject of 1,025 characters",
                Claims.good().with("sub", Claims.quoted("x".repeat(1025))).json());
        accepted(
                "subject of 512 pairs",
                Claims.good()
                        .with("sub", Claims.quoted("\ud83d\udd11".repeat(512)))
                        .json());
        malformed(
                "subject of 513 pairs",
                Claims.good()
                        .with("sub", Claims.quoted("\ud83d\udd11".repeat(513)))
                        .json());
        for (String sid : List.of(
                "",
                "AAAA",
                Claims.SESSION + "A",
                Claims.SESSION.substring(1),
                Claims.SESSION.substring(0, 21) + "x",
                Claims.SESSION.substring(0, 21) + "=",
                " " + Claims.SESSION.substring(1),
                "+" + Claims.SESSION.substring(1),
                "\\u0000" + Claims.SESSION.substring(1),
                "\u00e9" + Claims.SESSION.substring(1))) {
            malformed(
                    "sid " + sid, Claims.good().with("sid", Claims.quoted(sid)).json());
        }
        accepted(
                "sid of zeros",
                Claims.good().with("sid", Claims.quoted("A".repeat(22))).json());
        accepted(
                "sid of ones",
                Claims.good().with("sid", Claims.quoted("_".repeat(21) + "w")).json());
        accepted(
                "sid with escapes",
                Claims.good()
                        .with("sid", "\"\\u0041" + Claims.SESSION.substring(1) + "\"")
                        .json());
    }

    private void numbers() {
        for (String value : List.of("0", "-0", "9007199254740991", "9007199254740993", "9223372036854775807")) {
            accepted("ver is " + value, Claims.good().with("ver", value).json());
        }
        for (String value : List.of(
                "9223372036854775808",
                "18446744073709551616",
                "-9223372036854775808",
                "-1",
                "1.0",
                "1e3",
                "1E3",
                "0.0",
                "1e0",
                "01",
                "00",
                "-01",
                "+1",
                "1.",
                ".5",
                "-",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "NaN",
                "Infinity",
                "-Infinity",
                "1 2",
                "\"1\"",
                "1" + "0".repeat(400),
                "1" + "0".repeat(1005),
                "1" + "0".repeat(2000))) {
            malformed("ver is " + shown(value), Claims.good().with("ver", value).json());
        }
        accepted(
                "exp in the last second of 9999",
                Claims.good().with("exp", "253402300799").json());
        malformed("exp after 9999", Claims.good().with("exp", "253402300800").json());
        malformed(
                "exp is huge", Claims.good().with("exp", "9223372036854775807").json());
        malformed(
                "exp in milliseconds",
                Claims.good().with("exp", Long.toString(Issuer.NOW * 1000)).json());
        malformed(
                "exp with a fraction",
                Claims.good().with("exp", Issuer.NOW / 1000 + 900 + ".0").json());
        malformed("exp with an exponent", Claims.good().with("exp", "2e9").json());
        malformed("exp is negative", Claims.good().with("exp", "-1").json());
        for (String value : List.of(
                "0",
                "-0",
                "0.0",
                "-0.0",
                "1",
                "-1",
                "1.5",
                "1e0",
                "1E0",
                "1e+0",
                "1e-0",
                "15e-1",
                "1.50",
                "1.5e1",
                "100e-2",
                "0e0",
                "0e5",
                "0e-5",
                "1e2",
                "1e22",
                "1e23",
                "123456789.123456789",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "-9007199254740993",
                "9007199254740993e0",
                "90071992547409930e-1",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "0.1",
                "0.30000000000000004",
                "5e-324",
                "2e-324",
                "1e-400",
                "1.7976931348623157e308",
                "1.8e308",
                "1e400",
                "-1e400",
                "1e9999",
                "1e-9999",
                "0e9999",
                "0.5e10000",
                "1e00000000000000000001",
                "1" + "0".repeat(999),
                "-1" + "0".repeat(999),
                "0." + "0".repeat(1000) + "1",
                "1." + "0".repeat(999),
                "12" + "0".repeat(500) + "." + "3".repeat(498),
                "1e" + "0".repeat(1008) + "1",
                "0.1e" + "0".repeat(1007) + "1")) {
            accepted("claim is " + shown(value), Claims.good().with("a", value).json());
        }
        for (String value : List.of(
                "01",
                "-01",
                "1.",
                ".5",
                "+1",
                "--1",
                "1e",
                "1e+",
                "1.e1",
                "1.5.5",
                "0x10",
                "1f",
                "1L",
                "NaN",
                "Infinity",
                "-Infinity",
                "-",
                "1e10000",
                "1e-10000",
                "0e10000",
                "0.0e-9999",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "1e2147483648",
                "1" + "0".repeat(1000),
                "1" + "0".repeat(1010),
                "0." + "0".repeat(1009) + "1",
                "1." + "0".repeat(1000),
                "1e" + "0".repeat(1009) + "1",
                "0.1e" + "0".repeat(1008) + "1")) {
            malformed("claim is " + shown(value), Claims.good().with("a", value).json());
        }
    }

    private void structure() {
        for (String text : List.of(
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[" + Claims.good().json() + "]",
                "{}",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}")) {
            malformed("payload " + (text.length() > 20 ? "in an array" : text), text);
        }
        String good = Claims.good().body();
        accepted("white space around it", " \t\r\n{" + good + "}\n ");
        accepted("white space within", "{ " + good.replace(",", " ,\n").replace("\":", "\" : ") + "\t}");
        for (String space :
                List.of("\u00a0", "\u000b", "\f", "\u2003", "\ufeff", "\u0085", "\u0000", "/**/", "//\n", "#\n")) {
            malformed("other white space " + Issuer.encode(space), "{" + space + good + "}");
            malformed("other white space after it " + Issuer.encode(space), "{" + good + "}" + space);
        }
        malformed("comma at the end", "{" + good + ",}");
        malformed("comma at the start", "{," + good + "}");
        malformed("two commas", "{" + good + ",,\"a\":1}");
        malformed("no comma", "{" + good + "\"a\":1}");
        malformed("not closed", "{" + good);
        malformed("closed twice", "{" + good + "}}");
        malformed("two objects", "{" + good + "}{}");
        malformed("a value after it", "{" + good + "} 1");
        malformed("semicolon", "{" + good + ";\"a\":1}");
        malformed("equals sign", "{" + good + ",\"a\"=1}");
        malformed("name without quotation marks", "{" + good + ",a:1}");
        malformed("number as a name", "{" + good + ",1:1}");
        for (String value : List.of(
                "True",
                "TRUE",
                "nul",
                "nulll",
                "truex",
                "undefined",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "{\"b\":1,}",
                "{,}",
                "[}",
                "'x'",
                "\"x",
                "\"x\"\"y\"",
                "{\"b\"}",
                "{\"b\":}",
                "[]]",
                "b\"x\"")) {
            malformed("claim is " + value, Claims.good().with("a", value).json());
        }
        for (String value : List.of(
                "[ ]", "{ }", "[1 , 2]", "[[[[]]]]", "{\"b\":{\"c\":[null,true,false,{}]}}", "\"\"", "[\"\"]")) {
            accepted("claim is " + value, Claims.good().with("a", value).json());
        }
        accepted(
                "arrays as deep as allowed",
                Claims.good().with("a", "[".repeat(31) + "]".repeat(31)).json());
        malformed(
                "arrays too deep",
                Claims.good().with("a", "[".repeat(32) + "]".repeat(32)).json());
        accepted(
                "objects as deep as allowed",
                Claims.good()
                        .with("a", "{\"a\":".repeat(31) + "1" + "}".repeat(31))
                        .json());
        malformed(
                "objects too deep",
                Claims.good()
                        .with("a", "{\"a\":".repeat(32) + "1" + "}".repeat(32))
                        .json());
        malformed(
                "very deep",
                Claims.good().with("a", "[".repeat(2000) + "]".repeat(2000)).json());
        malformed(
                "very deep and not closed",
                Claims.good().with("a", "[".repeat(4000)).json());
        accepted(
                "deep and shallow again",
                Claims.good()
                        .with("a", "[" + ("[".repeat(30) + "]".repeat(30) + ",").repeat(5) + "1]")
                        .json());
    }

    private void bytes() {
        for (String hex : List.of(
                "80",
                "c0af",
                "c1bf",
                "e08080",
                "e0809f",
                "eda080",
                "edbfbf",
                "eda081edb080",
                "f0808080",
                "f4908080",
                "f5808080",
                "f8888080",
                "fe",
                "ff",
                "c3",
                "e282",
                "f09f94",
                "c328",
                "e28228",
                "00",
                "c080")) {
            vectors.malformed("claim with the bytes " + hex, issuer.token(ALGORITHM, withBytes(hex)));
        }
        for (String hex : List.of(
                "c3a9", "e282ac", "f09f9491", "efbbbf", "efbfbd", "efbfbf", "f48fbfbf", "7f", "c280", "e2808b")) {
            vectors.accepted("claim with the bytes " + hex, issuer.token(ALGORITHM, withBytes(hex)));
        }
        byte[] good = Claims.good().json().getBytes(StandardCharsets.UTF_8);
        vectors.malformed(
                "a byte order mark",
                issuer.token(ALGORITHM, joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, good)));
        vectors.malformed("UTF-16", issuer.token(ALGORITHM, Claims.good().json().getBytes(StandardCharsets.UTF_16)));
        vectors.malformed(
                "UTF-16BE", issuer.token(ALGORITHM, Claims.good().json().getBytes(StandardCharsets.UTF_16BE)));
        vectors.malformed(
                "UTF-16LE", issuer.token(ALGORITHM, Claims.good().json().getBytes(StandardCharsets.UTF_16LE)));
        vectors.malformed(
                "UTF-32",
                issuer.token(ALGORITHM, Claims.good().json().getBytes(java.nio.charset.Charset.forName("UTF-32BE"))));
        vectors.malformed(
                "ISO 8859-1",
                issuer.token(
                        ALGORITHM, Claims.good().with("a", "\"\u00e9\"").json().getBytes(StandardCharsets.ISO_8859_1)));
        vectors.malformed("a zero byte after it", issuer.token(ALGORITHM, joined(good, new byte[1])));
        vectors.malformed("only zero bytes", issuer.token(ALGORITHM, new byte[9]));
    }

    private void names() {
        for (String name : List.of(
                "__proto__",
                "constructor",
                "toString",
                "hasOwnProperty",
                "prototype",
                "",
                " ",
                "0",
                "-1",
                "\u00e9",
                "\ud83d\udd11",
                "iss ",
                "ISS",
                "acr",
                "act",
                "nonce",
                "cnf")) {
            accepted(
                    "claim called " + name,
                    Claims.good()
                            .with(name, "{\"__proto__\":{\"admin\":true},\"constructor\":1}")
                            .json());
        }
        malformed("__proto__ twice", "{" + Claims.good().body() + ",\"__proto__\":1,\"__proto__\":2}");
        for (String half :
                List.of("\\ud800", "\\udc00", "a\\ud83d", "\\ud83da", "\\udd11\\ud83d", "\\ud83d\\ud83d\\udd11")) {
            malformed("name with " + half, "{" + Claims.good().body() + ",\"" + half + "\":1}");
            malformed(
                    "name in an object with " + half,
                    Claims.good().with("a", "{\"" + half + "\":1}").json());
            malformed(
                    "factor with " + half,
                    Claims.good().with("factors", "{\"" + half + "\":1}").json());
        }
        for (String pair : List.of("\\ud83d\\udd11", "a\\ud83d\\udd11b", "\ud83d\udd11")) {
            accepted("name with " + pair, "{" + Claims.good().body() + ",\"" + pair + "\":1}");
            accepted(
                    "name in an object with " + pair,
                    Claims.good().with("a", "{\"" + pair + "\":1}").json());
            accepted(
                    "factor with " + pair,
                    Claims.good().with("factors", "{\"" + pair + "\":1}").json());
        }
        accepted("a long name", Claims.good().with("n".repeat(2000), "1").json());
    }

    private void others() {
        accepted(
                "authorities in their order, and twice",
                Claims.good()
                        .with("authorities", "[\"b\",\"a\",\"b\",\"\",\"a b\"]")
                        .json());
        accepted(
                "factors",
                Claims.good()
                        .with("factors", "{\"pwd\":1700000000,\"otp\":1700000300,\"__proto__\":5}")
                        .json());
        accepted(
                "factors, and what follows from them",
                Claims.good()
                        .with("factors", "{\"pwd\":1700000000}")
                        .with("auth_time", "1700000000")
                        .with("amr", "[\"pwd\"]")
                        .json());
        accepted(
                "methods without factors",
                Claims.good()
                        .with("auth_time", "1700000000")
                        .with("amr", "[\"pwd\"]")
                        .json());
        accepted("claims in another order", "{" + Claims.good().without("sub").body() + ",\"sub\":\"user-1\"}");
    }

    private void accepted(String name, String payload) {
        vectors.accepted("payload: " + name, issuer.token(ALGORITHM, payload));
    }

    private void malformed(String name, String payload) {
        vectors.malformed("payload: " + name, issuer.token(ALGORITHM, payload));
    }

    private void add(String name, String payload, String verdict) {
        vectors.add("payload: " + name, issuer.token(ALGORITHM, payload), verdict);
    }

    private static byte[] withBytes(String hex) {
        byte[] start = ("{" + Claims.good().body() + ",\"a\":\"").getBytes(StandardCharsets.UTF_8);
        return joined(joined(start, HexFormat.of().parseHex(hex)), "\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static String shown(String number) {
        return number.length() < 40 ? number : number.substring(0, 10) + "… of " + number.length() + " characters";
    }
}
