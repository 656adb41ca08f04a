package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.node.TypeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The package as users have it: what is published, in the folder {@code node_modules} beside their code. */
final class InstalledPackage {
    private InstalledPackage() {}

    /** Puts it beside the code of a folder. */
    static void into(Path folder) throws IOException {
        Node.Outcome built = new TypeScript(Compiled.node()).build();
        assertThat(built.output()).isEmpty();
        Path installed = folder.resolve("node_modules").resolve("@symbolon").resolve("verifier");
        copy(Path.of("package.json"), installed.resolve("package.json"));
        try (Stream<Path> found = Files.walk(TypeScript.built())) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                copy(file, installed.resolve("dist").resolve(TypeScript.built().relativize(file)));
            }
        }
    }

    /** Copies one file. */
    static void copy(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
