package io.symbolon.verifierjs.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** TypeScript's compiler, and the package compiled by it. */
public final class TypeScript {
    private static final Path MODULES = Path.of("target", "node_modules");
    private static final Path COMPILED = Path.of("target", "js");

    private final Node node;

    /** The compiler, unpacked. */
    public TypeScript(Node node) {
        this.node = node;
        unpack("typescript", MODULES.resolve("typescript"));
        unpack("types__node", MODULES.resolve("@types").resolve("node"));
        unpack("undici-types", MODULES.resolve("undici-types"));
    }

    /** Checks and compiles package and tests, as {@code npm test} does. */
    public Node.Outcome compile() {
        return run(
                "-p",
                "tsconfig.test.json",
                "--typeRoots",
                MODULES.resolve("@types").toString());
    }

    /** Checks and compiles the package alone, as {@code npm run build} does, but to a folder under target. */
    public Node.Outcome build() {
        return build(Path.of("tsconfig.json"), built().toString());
    }

    /** Checks and compiles what a configuration says, to a folder. */
    public Node.Outcome build(Path configuration, String target) {
        return run("-p", configuration.toString(), "--outDir", target);
    }

    /** Checks a user's files, with the options that most have. */
    public Node.Outcome check(List<String> files) {
        List<String> arguments = new ArrayList<>(List.of("--noEmit", "--strict", "--target", "es2022"));
        arguments.addAll(List.of("--module", "nodenext", "--types", "node", "--typeRoots"));
        arguments.add(MODULES.resolve("@types").toString());
        arguments.addAll(files);
        return run(arguments.toArray(String[]::new));
    }

    /** Where {@link #build} writes. */
    public static Path built() {
        return Path.of("target", "dist");
    }

    /** The compiled tests. */
    public static List<String> tests() {
        try (Stream<Path> found = Files.list(COMPILED.resolve("test").resolve("ts"))) {
            return found.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Node.Outcome run(String... arguments) {
        List<String> all = Stream.concat(
                        Stream.of(MODULES.resolve("typescript/lib/tsc.js").toString()), Stream.of(arguments))
                .toList();
        return node.run(Map.of(), all);
    }

    private static void unpack(String webjar, Path target) {
        new ClassPathFolder("META-INF/resources/webjars/" + webjar + "/" + version(webjar)).copyTo(target);
    }

    /** A webjar's folder is called like its version. */
    private static String version(String webjar) {
        Properties properties = new Properties();
        String name = "META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
        try (InputStream file = TypeScript.class.getClassLoader().getResourceAsStream(name)) {
            properties.load(Objects.requireNonNull(file, () -> name + " is not on the class path"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return properties.getProperty("version");
    }
}
