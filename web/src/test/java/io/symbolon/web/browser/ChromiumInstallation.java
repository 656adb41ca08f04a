package io.symbolon.web.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds a Chromium on this machine, or installs Debian's. */
final class ChromiumInstallation {
    private static final List<Path> WHOLE = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final List<Path> HEADLESS_SHELL = List.of(Path.of("/usr/bin/chromium-headless-shell"));
    private static final Path APT = Path.of("/usr/bin/apt-get");
    private static final Path ONE_AT_A_TIME = Path.of(System.getProperty("java.io.tmpdir"), "symbolon-chromium.lock");
    private static final int INSTALL_MINUTES = 10;

    private ChromiumInstallation() {}

    /**
     * The shell, which has pages and nothing around them, and takes less than half of the processor time; else a whole one.
     *
     * @return empty if Playwright has to look for one itself
     */
    static Optional<Path> findOrInstall() {
        return findOrInstall(HEADLESS_SHELL, "chromium-headless-shell").or(ChromiumInstallation::findOrInstallWhole);
    }

    /**
     * One with all that a browser does beside its pages.
     *
     * @return empty if Playwright has to look for one itself
     */
    static Optional<Path> findOrInstallWhole() {
        return findOrInstall(WHOLE, "chromium");
    }

    /** Locked in this JVM and among all. */
    private static synchronized Optional<Path> findOrInstall(List<Path> places, String debianPackage) {
        Optional<Path> found = find(places);
        if (found.isPresent() || !isRoot() || !Files.isExecutable(APT)) {
            return found;
        }
        try (FileChannel file = FileChannel.open(ONE_AT_A_TIME, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && find(places).isEmpty() && succeeds("apt-get", "-qq", "update")) {
                succeeds("apt-get", "-qq", "install", "-y", "--no-install-recommends", debianPackage);
            }
            return find(places);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Optional<Path> find(List<Path> places) {
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    private static boolean succeeds(String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        try {
            boolean hasEnded = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
            if (hasEnded && process.exitValue() == 0) {
                return true;
            }
            process.destroyForcibly();
            System.err.println(String.join(" ", command) + " failed: run it by hand to see why");
            return false;
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
