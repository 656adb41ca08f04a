package io.symbolon.benchmarks.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A figure that one of the programs has measured, and the place in a table where it belongs. */
public record Figure(String table, String row, String column, double value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void write(List<Figure> figures, Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    }

    static List<Figure> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<>() {});
    }
}
