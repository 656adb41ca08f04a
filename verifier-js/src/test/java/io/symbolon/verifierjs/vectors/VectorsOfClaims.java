package io.symbolon.verifierjs.vectors;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an issuer of another kind could claim: claims that are missing, twice, of another type, or at their limits. */
record VectorsOfClaims(SignedPayloads payloads) {
    void collect() {
        missingAndDouble();
        types();
        texts();
        subjects();
        others();
    }

    private void missingAndDouble() {
        Claims.good().members().forEach((name, value) -> {
            payloads.malformed("without " + name, Claims.good().without(name).json());
            payloads.malformed(name + " twice", "{" + Claims.good().body() + ",\"" + name + "\":" + value + "}");
            String escaped = String.format("\\u%04x", (int) name.charAt(0)) + name.substring(1);
            payloads.malformed(
                    name + " twice, escaped", "{" + Claims.good().body() + ",\"" + escaped + "\":" + value + "}");
            payloads.accepted(
                    name + " escaped",
                    "{" + Claims.good().without(name).body() + ",\"" + escaped + "\":" + value + "}");
            payloads.malformed(
                    name + " is null", Claims.good().with(name, "null").json());
            payloads.malformed(
                    name + " in upper case",
                    "{" + Claims.good().without(name).body() + ",\"" + name.toUpperCase(Locale.ROOT) + "\":" + value
                            + "}");
        });
        payloads.malformed("a claim twice", "{" + Claims.good().body() + ",\"a\":1,\"a\":1}");
        payloads.malformed("a claim twice, escaped", "{" + Claims.good().body() + ",\"a\":1,\"\\u0061\":1}");
        payloads.malformed("a name twice in an object", "{" + Claims.good().body() + ",\"o\":{\"a\":1,\"a\":2}}");
        payloads.malformed(
                "a name twice, deep", "{" + Claims.good().body() + ",\"o\":[{\"p\":{\"a\":1,\"b\":2,\"a\":2}}]}");
        payloads.accepted("a name in two objects", "{" + Claims.good().body() + ",\"o\":[{\"a\":1},{\"a\":1}]}");
        payloads.malformed("the empty name twice", "{" + Claims.good().body() + ",\"\":1,\"\":2}");
        for (String name : List.of("nbf", "auth_time", "amr", "factors", "authorities")) {
            String value = Map.of("nbf", "1", "auth_time", "1", "amr", "[]", "factors", "{}", "authorities", "[]")
                    .get(name);
            payloads.malformed(
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
            payloads.add(name + " is " + value, json, accepted.contains(value) ? Vector.ACCEPTED : "MALFORMED");
        }));
        for (String value : List.of(
                "1", "true", "{}", "[]", "[1]", "[\"" + Issuer.AUDIENCE + "\",1]", "[[\"" + Issuer.AUDIENCE + "\"]]")) {
            payloads.malformed(
                    "aud is " + value, Claims.good().with("aud", value).json());
        }
        for (String value : List.of("1", "true", "{}", "[]", "[\"" + Issuer.NAME + "\"]")) {
            payloads.malformed(
                    "iss is " + value, Claims.good().with("iss", value).json());
        }
        for (String value : List.of(
                "{\"a\":1.5}",
                "{\"a\":-1}",
                "{\"a\":\"1\"}",
                "{\"a\":null}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}")) {
            payloads.malformed(
                    "factors is " + value, Claims.good().with("factors", value).json());
        }
    }

    private void texts() {
        payloads.add(
                "another issuer",
                Claims.good().with("iss", "\"https://evil.example\"").json(),
                "WRONG_ISSUER");
        payloads.add(
                "issuer with a slash",
                Claims.good().with("iss", "\"https://login.example.com/\"").json(),
                "WRONG_ISSUER");
        payloads.add(
                "issuer in upper case",
                Claims.good().with("iss", "\"HTTPS://LOGIN.EXAMPLE.COM\"").json(),
                "WRONG_ISSUER");
        payloads.add("empty issuer", Claims.good().with("iss", "\"\"").json(), "WRONG_ISSUER");
        payloads.accepted(
                "issuer with escapes",
                Claims.good()
                        .with("iss", "\"https:\\/\\/login.example.co\\u006d\"")
                        .json());
        payloads.add(
                "another audience",
                Claims.good().with("aud", "\"https://other.example\"").json(),
                "WRONG_AUDIENCE");
        payloads.add(
                "audience in a longer one",
                Claims.good().with("aud", "\"https://api.example.com.evil\"").json(),
                "WRONG_AUDIENCE");
        payloads.add("empty audience", Claims.good().with("aud", "\"\"").json(), "WRONG_AUDIENCE");
        payloads.add(
                "other audiences", Claims.good().with("aud", "[\"a\",\"b\"]").json(), "WRONG_AUDIENCE");
        payloads.accepted(
                "one of two audiences",
                Claims.good().with("aud", "[\"a\",\"" + Issuer.AUDIENCE + "\"]").json());
        payloads.accepted(
                "the audience twice",
                Claims.good()
                        .with("aud", "[\"" + Issuer.AUDIENCE + "\",\"" + Issuer.AUDIENCE + "\"]")
                        .json());
        payloads.accepted(
                "audience with escapes",
                Claims.good()
                        .with("aud", "\"https:\\/\\/api.example.co\\u006d\"")
                        .json());
        payloads.add(
                "another issuer and another audience",
                Claims.good().with("iss", "\"a\"").with("aud", "\"b\"").json(),
                "WRONG_ISSUER");
        payloads.malformed(
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
            payloads.accepted(
                    "claim with " + escape,
                    Claims.good().with("a", "\"x" + escape + "y\"").json());
        }
        for (String escape : List.of(
                "\\x", "\\'", "\\u", "\\u12", "\\u12g4", "\\U0041", "\\u+041", "\\0", "\\", "\n", "\t", "\u0000",
                "\u001f")) {
            payloads.malformed(
                    "claim with the escape or character " + Issuer.encode(escape),
                    Claims.good().with("a", "\"x" + escape + "\"").json());
        }
        payloads.accepted(
                "claim with a DEL character",
                Claims.good().with("a", "\"\u007f\"").json());
        payloads.accepted(
                "claim with half a pair, escaped",
                Claims.good().with("a", "\"\\ud800\"").json());
        payloads.accepted(
                "claim with a wrong pair, escaped",
                Claims.good().with("a", "\"\\udc00\\ud800\"").json());
        payloads.accepted(
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
            payloads.malformed(
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
            payloads.accepted(
                    "subject " + subject,
                    Claims.good().with("sub", "\"" + subject + "\"").json());
        }
        payloads.accepted(
                "subject of 1,024 characters",
                Claims.good().with("sub", Claims.quoted("x".repeat(1024))).json());
        payloads.malformed(
                "subject of 1,025 characters",
                Claims.good().with("sub", Claims.quoted("x".repeat(1025))).json());
        payloads.accepted(
                "subject of 512 pairs",
                Claims.good()
                        .with("sub", Claims.quoted("\ud83d\udd11".repeat(512)))
                        .json());
        payloads.malformed(
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
            payloads.malformed(
                    "sid " + sid, Claims.good().with("sid", Claims.quoted(sid)).json());
        }
        payloads.accepted(
                "sid of zeros",
                Claims.good().with("sid", Claims.quoted("A".repeat(22))).json());
        payloads.accepted(
                "sid of ones",
                Claims.good().with("sid", Claims.quoted("_".repeat(21) + "w")).json());
        payloads.accepted(
                "sid with escapes",
                Claims.good()
                        .with("sid", "\"\\u0041" + Claims.SESSION.substring(1) + "\"")
                        .json());
    }

    private void others() {
        payloads.accepted(
                "authorities in their order, and twice",
                Claims.good()
                        .with("authorities", "[\"b\",\"a\",\"b\",\"\",\"a b\"]")
                        .json());
        payloads.accepted(
                "factors",
                Claims.good()
                        .with("factors", "{\"pwd\":1700000000,\"otp\":1700000300,\"__proto__\":5}")
                        .json());
        payloads.accepted(
                "factors, and what follows from them",
                Claims.good()
                        .with("factors", "{\"pwd\":1700000000}")
                        .with("auth_time", "1700000000")
                        .with("amr", "[\"pwd\"]")
                        .json());
        payloads.accepted(
                "methods without factors",
                Claims.good()
                        .with("auth_time", "1700000000")
                        .with("amr", "[\"pwd\"]")
                        .json());
        payloads.accepted(
                "claims in another order", "{" + Claims.good().without("sub").body() + ",\"sub\":\"user-1\"}");
    }
}
