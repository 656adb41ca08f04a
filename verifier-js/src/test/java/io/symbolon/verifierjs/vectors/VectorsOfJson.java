package io.symbolon.verifierjs.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What two readers of JSON could read as two things: numbers, white space, depth, bytes, names. */
record VectorsOfJson(SignedPayloads payloads) {
    void collect() {
        numbers();
        structure();
        bytes();
        names();
    }

    private void numbers() {
        for (String value : List.of("0", "-0", "9007199254740991", "9007199254740993", "9223372036854775807")) {
            payloads.accepted(
                    "ver is " + value, Claims.good().with("ver", value).json());
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
            payloads.malformed(
                    "ver is " + shown(value), Claims.good().with("ver", value).json());
        }
        payloads.accepted(
                "exp in the last second of 9999",
                Claims.good().with("exp", "253402300799").json());
        payloads.malformed(
                "exp after 9999", Claims.good().with("exp", "253402300800").json());
        payloads.malformed(
                "exp is huge", Claims.good().with("exp", "9223372036854775807").json());
        payloads.malformed(
                "exp in milliseconds",
                Claims.good().with("exp", Long.toString(Issuer.NOW * 1000)).json());
        payloads.malformed(
                "exp with a fraction",
                Claims.good().with("exp", Issuer.NOW / 1000 + 900 + ".0").json());
        payloads.malformed(
                "exp with an exponent", Claims.good().with("exp", "2e9").json());
        payloads.malformed("exp is negative", Claims.good().with("exp", "-1").json());
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
            payloads.accepted(
                    "claim is " + shown(value), Claims.good().with("a", value).json());
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
            payloads.malformed(
                    "claim is " + shown(value), Claims.good().with("a", value).json());
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
            payloads.malformed("payload " + (text.length() > 20 ? "in an array" : text), text);
        }
        String good = Claims.good().body();
        payloads.accepted("white space around it", " \t\r\n{" + good + "}\n ");
        payloads.accepted("white space within", "{ " + good.replace(",", " ,\n").replace("\":", "\" : ") + "\t}");
        for (String space :
                List.of("\u00a0", "\u000b", "\f", "\u2003", "\ufeff", "\u0085", "\u0000", "/**/", "//\n", "#\n")) {
            payloads.malformed("other white space " + Issuer.encode(space), "{" + space + good + "}");
            payloads.malformed("other white space after it " + Issuer.encode(space), "{" + good + "}" + space);
        }
        payloads.malformed("comma at the end", "{" + good + ",}");
        payloads.malformed("comma at the start", "{," + good + "}");
        payloads.malformed("two commas", "{" + good + ",,\"a\":1}");
        payloads.malformed("no comma", "{" + good + "\"a\":1}");
        payloads.malformed("not closed", "{" + good);
        payloads.malformed("closed twice", "{" + good + "}}");
        payloads.malformed("two objects", "{" + good + "}{}");
        payloads.malformed("a value after it", "{" + good + "} 1");
        payloads.malformed("semicolon", "{" + good + ";\"a\":1}");
        payloads.malformed("equals sign", "{" + good + ",\"a\"=1}");
        payloads.malformed("name without quotation marks", "{" + good + ",a:1}");
        payloads.malformed("number as a name", "{" + good + ",1:1}");
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
            payloads.malformed(
                    "claim is " + value, Claims.good().with("a", value).json());
        }
        for (String value : List.of(
                "[ ]", "{ }", "[1 , 2]", "[[[[]]]]", "{\"b\":{\"c\":[null,true,false,{}]}}", "\"\"", "[\"\"]")) {
            payloads.accepted(
                    "claim is " + value, Claims.good().with("a", value).json());
        }
        payloads.accepted(
                "arrays as deep as allowed",
                Claims.good().with("a", "[".repeat(31) + "]".repeat(31)).json());
        payloads.malformed(
                "arrays too deep",
                Claims.good().with("a", "[".repeat(32) + "]".repeat(32)).json());
        payloads.accepted(
                "objects as deep as allowed",
                Claims.good()
                        .with("a", "{\"a\":".repeat(31) + "1" + "}".repeat(31))
                        .json());
        payloads.malformed(
                "objects too deep",
                Claims.good()
                        .with("a", "{\"a\":".repeat(32) + "1" + "}".repeat(32))
                        .json());
        payloads.malformed(
                "very deep",
                Claims.good().with("a", "[".repeat(2000) + "]".repeat(2000)).json());
        payloads.malformed(
                "very deep and not closed",
                Claims.good().with("a", "[".repeat(4000)).json());
        payloads.accepted(
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
            payloads.malformed("claim with the bytes " + hex, withBytes(hex));
        }
        for (String hex : List.of(
                "c3a9", "e282ac", "f09f9491", "efbbbf", "efbfbd", "efbfbf", "f48fbfbf", "7f", "c280", "e2808b")) {
            payloads.accepted("claim with the bytes " + hex, withBytes(hex));
        }
        byte[] good = Claims.good().json().getBytes(StandardCharsets.UTF_8);
        payloads.malformed("a byte order mark", joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, good));
        payloads.malformed("UTF-16", Claims.good().json().getBytes(StandardCharsets.UTF_16));
        payloads.malformed("UTF-16BE", Claims.good().json().getBytes(StandardCharsets.UTF_16BE));
        payloads.malformed("UTF-16LE", Claims.good().json().getBytes(StandardCharsets.UTF_16LE));
        payloads.malformed("UTF-32", Claims.good().json().getBytes(Charset.forName("UTF-32BE")));
        payloads.malformed(
                "ISO 8859-1", Claims.good().with("a", "\"\u00e9\"").json().getBytes(StandardCharsets.ISO_8859_1));
        payloads.malformed("a zero byte after it", joined(good, new byte[1]));
        payloads.malformed("only zero bytes", new byte[9]);
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
                "nonce")) {
            payloads.accepted(
                    "claim called " + name,
                    Claims.good()
                            .with(name, "{\"__proto__\":{\"admin\":true},\"constructor\":1}")
                            .json());
        }
        payloads.malformed("__proto__ twice", "{" + Claims.good().body() + ",\"__proto__\":1,\"__proto__\":2}");
        for (String half :
                List.of("\\ud800", "\\udc00", "a\\ud83d", "\\ud83da", "\\udd11\\ud83d", "\\ud83d\\ud83d\\udd11")) {
            payloads.malformed("name with " + half, "{" + Claims.good().body() + ",\"" + half + "\":1}");
            payloads.malformed(
                    "name in an object with " + half,
                    Claims.good().with("a", "{\"" + half + "\":1}").json());
            payloads.malformed(
                    "factor with " + half,
                    Claims.good().with("factors", "{\"" + half + "\":1}").json());
        }
        for (String pair : List.of("\\ud83d\\udd11", "a\\ud83d\\udd11b", "\ud83d\udd11")) {
            payloads.accepted("name with " + pair, "{" + Claims.good().body() + ",\"" + pair + "\":1}");
            payloads.accepted(
                    "name in an object with " + pair,
                    Claims.good().with("a", "{\"" + pair + "\":1}").json());
            payloads.accepted(
                    "factor with " + pair,
                    Claims.good().with("factors", "{\"" + pair + "\":1}").json());
        }
        payloads.accepted(
                "a long name", Claims.good().with("n".repeat(2000), "1").json());
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
