package io.symbolon.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * A key as configuration keeps it: the text itself, or where a file with it is.
 *
 * @param property where it stands, for messages
 * @param text the key's text
 */
record KeyText(String property, String text) {
    private static final String PEM = "-----BEGIN ";

    static boolean isLocation(String text) {
        return text.startsWith("file:") || text.startsWith("classpath:");
    }

    static KeyText read(String property, String textOrLocation, ResourceLoader files) {
        String text = textOrLocation.strip();
        if (!isLocation(text)) {
            return new KeyText(property, joined(text));
        }
        Resource file = files.getResource(text);
        try {
            return new KeyText(property, joined(file.getContentAsString(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new SymbolonConfigurationException(
                    property + " names a file that cannot be read: " + text,
                    "Put the file there, or correct the property " + property + ".",
                    unreadable);
        }
    }

    /** Base64 as {@code openssl rand} writes it has line breaks. */
    private static String joined(String text) {
        return text.contains(PEM) ? text : text.replaceAll("\\s", "");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyText[property=" + property + ", text=<redacted>]";
    }
}
