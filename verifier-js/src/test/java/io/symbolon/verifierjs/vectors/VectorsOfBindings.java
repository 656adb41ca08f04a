package io.symbolon.verifierjs.vectors;

import java.util.List;

/** Claim {@code cnf}: which key a session is bound to. */
record VectorsOfBindings(SignedPayloads payloads) {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final List<String> KINDS = List.of("jkt", "dbsc_jkt", "software_jkt");

    /** The claim of a bound session. */
    static String confirmation(String member) {
        return confirmation(member, THUMBPRINT);
    }

    void collect() {
        members();
        thumbprints();
        forms();
        doubles();
    }

    private void members() {
        payloads.accepted("bound to a browser's key", bound(confirmation("dbsc_jkt")));
        payloads.accepted("bound to a script's key", bound(confirmation("software_jkt")));
        payloads.add("bound by DPoP", bound(confirmation("jkt")), "PROOF_REQUIRED");
        payloads.add(
                "bound by DPoP, for another audience",
                Claims.good()
                        .with("cnf", confirmation("jkt"))
                        .with("aud", "\"b\"")
                        .json(),
                "WRONG_AUDIENCE");
        for (String member : List.of("", "JKT", "jkt ", "dpop_jkt", "x5t#S256", "kid", "__proto__", "constructor")) {
            payloads.malformed("cnf with the member " + member, bound(confirmation(member)));
        }
        payloads.malformed("cnf with a key", bound("{\"jwk\":{\"kty\":\"oct\"}}"));
    }

    private void thumbprints() {
        for (String kind : KINDS) {
            for (String thumbprint : List.of(
                    "",
                    "abc",
                    THUMBPRINT.substring(1),
                    THUMBPRINT + "A",
                    THUMBPRINT + "=",
                    THUMBPRINT.substring(0, 42) + "J",
                    THUMBPRINT.substring(0, 42) + "L",
                    THUMBPRINT.replace('-', '+'),
                    " " + THUMBPRINT.substring(1),
                    "\u00e9" + THUMBPRINT.substring(1))) {
                payloads.malformed(kind + " is " + thumbprint, bound(confirmation(kind, thumbprint)));
            }
            for (String value : List.of("null", "1", "true", "{}", "[]", "[\"" + THUMBPRINT + "\"]")) {
                payloads.malformed(kind + " is " + value, bound("{\"" + kind + "\":" + value + "}"));
            }
        }
        payloads.accepted("thumbprint of zeros", bound(confirmation("dbsc_jkt", "A".repeat(43))));
        payloads.accepted("thumbprint of ones", bound(confirmation("dbsc_jkt", "_".repeat(42) + "8")));
        payloads.accepted(
                "thumbprint with an escape", bound(confirmation("dbsc_jkt", "\\u0030" + THUMBPRINT.substring(1))));
    }

    private void forms() {
        for (String value : List.of(
                "null", "true", "1", "\"\"", Claims.quoted(THUMBPRINT), "{}", "[]", "[" + confirmation("jkt") + "]")) {
            payloads.malformed("cnf is " + value, bound(value));
        }
        payloads.accepted("cnf with white space", bound("\t{ \"dbsc_jkt\" :\n" + Claims.quoted(THUMBPRINT) + "\r} "));
        payloads.accepted(
                "cnf before all others",
                "{\"cnf\":" + confirmation("dbsc_jkt") + "," + Claims.good().body() + "}");
        payloads.accepted(
                "cnf escaped", "{" + Claims.good().body() + ",\"c\\u006ef\":" + confirmation("dbsc_jkt") + "}");
        payloads.add("its member escaped", bound(confirmation("\\u006akt")), "PROOF_REQUIRED");
        payloads.accepted(
                "a claim of another's called CNF",
                Claims.good().with("CNF", confirmation("jkt")).json());
    }

    private void doubles() {
        String dpop = "\"jkt\":" + Claims.quoted(THUMBPRINT);
        String browser = "\"dbsc_jkt\":" + Claims.quoted(THUMBPRINT);
        payloads.malformed("bound in two ways", bound("{" + dpop + "," + browser + "}"));
        payloads.malformed("bound in two ways, the other first", bound("{" + browser + "," + dpop + "}"));
        payloads.malformed("its member twice", bound("{" + browser + "," + browser + "}"));
        payloads.malformed("a member that is not known beside it", bound("{" + browser + ",\"kid\":\"a\"}"));
        payloads.malformed("a member that is not known before it", bound("{\"kid\":\"a\"," + browser + "}"));
        String twice = "{" + Claims.good().with("cnf", confirmation("dbsc_jkt")).body();
        payloads.malformed("cnf twice", twice + ",\"cnf\":" + confirmation("dbsc_jkt") + "}");
        payloads.malformed("cnf twice, escaped", twice + ",\"\\u0063nf\":" + confirmation("jkt") + "}");
    }

    private static String bound(String confirmation) {
        return Claims.good().with("cnf", confirmation).json();
    }

    private static String confirmation(String member, String thumbprint) {
        return "{" + Claims.quoted(member) + ":" + Claims.quoted(thumbprint) + "}";
    }
}
