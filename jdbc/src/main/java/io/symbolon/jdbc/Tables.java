package io.symbolon.jdbc;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of the tables and functions.
 *
 * @param schema the schema, or empty for the connection's current one
 * @param prefix what every name begins with
 * @param quote the database's quotation mark for names
 */
record Tables(Optional<String> schema, String prefix, String quote) {
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    static String requireSchema(String schema) {
        return require(SCHEMA, schema, "schema", "a letter, then letters, digits, _ and -, 63 in all");
    }

    static String requirePrefix(String prefix) {
        return require(PREFIX, prefix, "tablePrefix", "a small letter, then small letters, digits and _, 30 in all");
    }

    String session() {
        return name("session");
    }

    String subject() {
        return name("subject");
    }

    String log() {
        return name("log");
    }

    String partition() {
        return name("partition");
    }

    String retention() {
        return name("retention");
    }

    String lease() {
        return name("lease");
    }

    /** A name with its schema. */
    String name(String name) {
        return schemaDot() + prefix + name;
    }

    /** A name with its schema, as Flyway writes it: in the letter case that it has. */
    String quotedName(String name) {
        return schemaDot() + quoted(prefix + name);
    }

    String quoted(String name) {
        return quote + name + quote;
    }

    private String schemaDot() {
        return schema.map(text -> quoted(text) + ".").orElse("");
    }

    private static String require(Pattern pattern, String text, String name, String allowed) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " does not have this form: " + allowed);
        }
        return text;
    }
}
