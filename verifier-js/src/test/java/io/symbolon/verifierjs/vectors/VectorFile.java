package io.symbolon.verifierjs.vectors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The file of vectors, which the tests of both languages read.
 *
 * @param settings by their name
 */
public record VectorFile(Map<String, Settings> settings, List<Vector> vectors) {
    /** The one that is kept. */
    public static final Path KEPT = Path.of("vectors", "vectors.json");

    /** Reads a file. */
    public static VectorFile read(Path path) {
        try {
            return gson().fromJson(Files.readString(path), VectorFile.class);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes a file, a vector a line, so that a change shows as one. */
    public void write(Path path) {
        Gson gson = gson();
        StringBuilder text = new StringBuilder("{\n\"settings\": ")
                .append(gson.toJson(settings))
                .append(",\n\"vectors\": [\n");
        for (int i = 0; i < vectors.size(); i++) {
            text.append(gson.toJson(vectors.get(i))).append(i + 1 < vectors.size() ? ",\n" : "\n");
        }
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, ascii(text.append("]\n}\n")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Half a surrogate pair has no form in a file of UTF-8. */
    private static String ascii(CharSequence json) {
        StringBuilder ascii = new StringBuilder(json.length());
        json.chars().forEach(character -> {
            if (character < 0x7F) {
                ascii.append((char) character);
            } else {
                ascii.append(String.format("\\u%04x", character));
            }
        });
        return ascii.toString();
    }

    private static Gson gson() {
        return new GsonBuilder().disableHtmlEscaping().create();
    }
}
