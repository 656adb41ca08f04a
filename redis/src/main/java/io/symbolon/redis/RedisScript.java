package io.symbolon.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The scripts, each made of the files in this package's resources. */
enum RedisScript {
    OPEN("open"),
    INSERT("common", "pages", "subject", "aside", "log", "insert"),
    FIND("common", "find"),
    FIND_ALL("common", "pages", "subject", "find_all"),
    FIND_PAGE("common", "pages", "subject", "find_page"),
    UPDATE("common", "pages", "subject", "update"),
    UPDATE_AND_OUTDATE("common", "pages", "subject", "log", "update"),
    END("common", "pages", "subject", "log", "end"),
    END_ALL("common", "pages", "subject", "aside", "log", "versions", "end_many", "end_all"),
    END_EVERYTHING("common", "pages", "subject", "log", "versions", "end_everything"),
    END_OTHERS("common", "pages", "subject", "log", "end_others"),
    OUTDATE("common", "pages", "subject", "log", "outdate"),
    OUTDATE_ALL("common", "pages", "subject", "aside", "log", "versions", "outdate_all"),
    RESTORE("common", "pages", "subject", "aside", "log", "versions", "end_many", "restore"),
    SWEEP("common", "sweep");

    private final String text;
    private final String digest;

    RedisScript(String... files) {
        StringBuilder parts = new StringBuilder();
        for (String file : files) {
            parts.append(read(file + ".lua")).append('\n');
        }
        this.text = parts.toString();
        this.digest = sha1(text);
    }

    String text() {
        return text;
    }

    /** What the server calls the script by. */
    String digest() {
        return digest;
    }

    private static String read(String file) {
        try (InputStream in = RedisScript.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }
}
