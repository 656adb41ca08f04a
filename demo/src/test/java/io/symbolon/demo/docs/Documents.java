package io.symbolon.demo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's pages: those of the root and those of docs/. */
final class Documents {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    static Path readme() {
        return ROOT.resolve("README.md");
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.isDirectory(ROOT.resolve("docs"))
                        ? Files.walk(ROOT.resolve("docs"))
                        : Stream.<Path>empty()) {
            return Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The folders of the modules. */
    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** The path as a reader knows it, such as {@code docs/web.md}. */
    static String name(Path page) {
        return ROOT.relativize(page).toString();
    }
}
