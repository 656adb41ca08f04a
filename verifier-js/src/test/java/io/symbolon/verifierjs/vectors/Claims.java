package io.symbolon.verifierjs.vectors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The claims of a token by their name, each as JSON text, good or not. Immutable. */
record Claims(Map<String, String> members) {
    static final String SESSION = "AZq6Zk8AA5v1m2Wd0kq9Xw";
    static final String SUBJECT = "user-1";
    static final long VERSION = Issuer.NOW - 60_000;

    private static final long SECOND = Issuer.NOW / 1000;
    private static final long LIFE = 900;

    /** Those of a good token. */
    static Claims good() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("iss", quoted(Issuer.NAME));
        members.put("aud", quoted(Issuer.AUDIENCE));
        members.put("client_id", quoted("web"));
        members.put("sub", quoted(SUBJECT));
        members.put("exp", Long.toString(SECOND + LIFE));
        members.put("iat", Long.toString(SECOND));
        members.put("jti", quoted("b1wBq2xQ0kS5mP9y"));
        members.put("sid", quoted(SESSION));
        members.put("ver", Long.toString(VERSION));
        return new Claims(members);
    }

    /** With one more, or another one of a name. */
    Claims with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new Claims(changed);
    }

    Claims without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return new Claims(changed);
    }

    /** The text of the object. */
    String json() {
        return "{" + body() + "}";
    }

    /** The text without its braces. */
    String body() {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(","));
    }

    /** A text without characters that need to be escaped, as JSON. */
    static String quoted(String text) {
        return '"' + text + '"';
    }
}
