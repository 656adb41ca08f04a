package io.symbolon.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.system.ApplicationHome;

/** The file that the build makes of the demo with all that it needs. */
final class RunnableFile {
    private static final String NAME = "symbolon-demo.jar";

    private RunnableFile() {}

    /** Where it is: what runs, or beside the classes that run. */
    static Optional<Path> find() {
        return Optional.ofNullable(new ApplicationHome(DemoApplication.class).getSource())
                .map(source -> source.toPath().toAbsolutePath())
                .stream()
                .flatMap(source -> Stream.of(source, source.resolveSibling(NAME)))
                .filter(file -> file.endsWith(NAME) && Files.isRegularFile(file))
                .findFirst();
    }
}
