package io.symbolon.web.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds a Chromium on this machine, or installs Debian's. */
final class ChromiumInstallation {
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Path APT = Path.of("/usr/bin/apt-get");
    private static final int INSTALL_MINUTES = 10;

    private ChromiumInstallation() {}

    /** Empty if Playwright has to look for one itself. */
    static synchronized Optional<Path> findOrInstall() {
        Optional<Path> found = find();
        if (found.isPresent() || !isRoot() || !Files.isExecutable(APT)) {
            return found;
        }
        run("apt-get", "-qq", "update");
        run("apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium");
        return find();
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Optional<Path> find() {
        return USUAL_PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    private static void run(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            Process process = builder.start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " took too long");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: run it by hand to see why");
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
