package io.symbolon.verifierjs.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder in a jar of the class path. */
record ClassPathFolder(String name) {
    /** Copies all that is in it. What is there already stays: the folder names its version. */
    void copyTo(Path target) {
        if (Files.exists(target)) {
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(jar(), Map.of());
                Stream<Path> found = Files.walk(jar.getPath(name))) {
            Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path copy =
                        unfinished.resolve(jar.getPath(name).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(unfinished, target);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private URI jar() {
        URL folder = Objects.requireNonNull(
                ClassPathFolder.class.getClassLoader().getResource(name), () -> name + " is not on the class path");
        try {
            return new URI(folder.toString().substring(0, folder.toString().indexOf('!')));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
