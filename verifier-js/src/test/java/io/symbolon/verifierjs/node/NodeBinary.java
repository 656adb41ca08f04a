package io.symbolon.verifierjs.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The program {@code node}: Playwright's, which a jar brings for each platform, or the machine's own. */
final class NodeBinary {
    private static final Path TARGET = Path.of("target", "node");

    private NodeBinary() {}

    /** Playwright's, unpacked. */
    static synchronized Path ofPlaywright() {
        new ClassPathFolder("driver/" + platform()).copyTo(TARGET);
        Path binary = TARGET.resolve(isWindows() ? "node.exe" : "node");
        if (!binary.toFile().setExecutable(true) && !Files.isExecutable(binary)) {
            throw new UncheckedIOException(new IOException(binary + " cannot be made executable"));
        }
        return binary.toAbsolutePath();
    }

    /** The machine's own; empty if it has none. */
    static Optional<Path> ofMachine() {
        String name = isWindows() ? "node.exe" : "node";
        Stream<String> folders = Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1));
        return folders.map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        if (isWindows()) {
            return "win32_x64";
        }
        return (system.contains("mac") ? "mac" : "linux") + (isArm ? "-arm64" : "");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }
}
