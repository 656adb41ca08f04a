package io.symbolon.internal.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in PEM (RFC 7468): labelled blocks of base64. What stands between the blocks is left out. */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LINE_CHARACTERS = 64;

    private static final String NOT_BASE64 =
            "the PEM has a block that is not base64: copy it whole, with its line breaks as they are";

    private Pem() {}

    /** A block. Not a record: its {@code toString} would show the key. */
    static final class Block {
        private final String label;
        private final byte[] content;
        private final boolean isEncrypted;

        private Block(String label, byte[] content, boolean isEncrypted) {
            this.label = label;
            this.content = content;
            this.isEncrypted = isEncrypted;
        }

        /** Such as {@code PRIVATE KEY}. */
        String label() {
            return label;
        }

        /** The bytes; empty for what is encrypted. */
        byte[] content() {
            return content.clone();
        }

        /** Whether it is an encrypted key, by its label or by header lines (RFC 1421). */
        boolean isEncrypted() {
            return isEncrypted;
        }
    }

    /**
     * The text, if it can be PEM.
     *
     * @throws NullPointerException if it is null, as the value of an environment variable is that is not set
     * @throws IllegalArgumentException if it is the path of a file
     */
    static String requireGiven(@Nullable String pem) {
        if (pem == null) {
            throw new NullPointerException("pem is null: is the environment variable or property set that holds it?");
        }
        String text = pem.strip();
        boolean isPath = !text.contains("\n")
                && !text.contains(DASHES)
                && (text.endsWith(".pem") || text.endsWith(".key") || text.startsWith("/") || text.startsWith("./"));
        if (isPath) {
            throw new IllegalArgumentException("the text is not PEM but looks like the path of a file: give what is in"
                    + " it, Files.readString(Path.of(…))");
        }
        return pem;
    }

    /**
     * The blocks of a text.
     *
     * @throws IllegalArgumentException without any of the text if a block is not complete, or not base64
     */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            require(labelEnd >= 0, "the PEM has a BEGIN line without its end");
            String label = text.substring(begin + BEGIN.length(), labelEnd);
            int contentEnd = text.indexOf(END + label + DASHES, labelEnd + DASHES.length());
            require(contentEnd >= 0, "the PEM has a block without the END line that belongs to it");
            blocks.add(block(label, text.substring(labelEnd + DASHES.length(), contentEnd)));
            begin = text.indexOf(BEGIN, contentEnd);
        }
        return blocks;
    }

    /** A block's text. */
    static String write(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'}).encodeToString(content);
        return BEGIN + label + DASHES + "\n" + lines + "\n" + END + label + DASHES + "\n";
    }

    private static Block block(String label, String content) {
        if (content.contains("Proc-Type:") || label.startsWith("ENCRYPTED ")) {
            return new Block(label, new byte[0], true);
        }
        require(!content.contains("\\n"), "the PEM has the two characters \\n where its line breaks should be");
        byte[] base64 = content.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1);
        try {
            return new Block(label, Base64.getDecoder().decode(base64), false);
        } catch (IllegalArgumentException notBase64) {
            // Its message shows a character of the key.
            throw new IllegalArgumentException(NOT_BASE64);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
