package io.symbolon.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file system of some megabytes that can be filled, so that a server has no space left: in memory, mounted over a folder in
 * a namespace of its own. It needs no rights but those to have such namespaces, and the programs {@code unshare},
 * {@code nsenter} and {@code mount} of Linux: ask {@link #isSupported()}.
 *
 * <p>Not thread-safe.
 */
public final class BoundedDisk implements AutoCloseable {
    private static final String MOUNT = "mount -t tmpfs -o size=$1m tmpfs \"$0\" && echo ready && exec cat";
    private static final int[] PORTIONS = {65_536, 4_096, 1};

    private final Process holder;
    private final Path folder;

    private BoundedDisk(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param folder an empty folder, which only the namespace sees otherwise
     * @param megabytes how much it holds; 1 or more
     * @return it, empty
     * @throws UncheckedIOException if this machine does not allow it
     */
    public static BoundedDisk over(Path folder, int megabytes) {
        try {
            Process holder = new ProcessBuilder(
                            "unshare", "-rm", "sh", "-c", MOUNT, folder.toString(), Integer.toString(megabytes))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
            if (!"ready".equals(said.readLine())) {
                holder.destroyForcibly();
                throw new IOException("this machine does not let this user mount a file system");
            }
            return new BoundedDisk(holder, folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Whether this machine has what it takes.
     *
     * @return false if not: then skip what needs it
     */
    public static boolean isSupported() {
        try {
            Path folder = Files.createTempDirectory("symbolon-disk");
            try (BoundedDisk disk = over(folder, 1)) {
                return new ProcessBuilder(disk.inside(List.of("true")))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } finally {
                Files.delete(folder);
            }
        } catch (IOException | UncheckedIOException unsupported) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The folder as this process and its children see it.
     *
     * @return the path
     */
    public Path path() {
        return Path.of("/proc/" + holder.pid() + "/root" + folder);
    }

    /**
     * The command that runs a program where the folder has its plain path.
     *
     * @param command the program and its arguments
     * @return a longer command
     */
    public List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(holder.pid()),
                "--user",
                "--mount",
                "--preserve-credentials",
                "--"));
        all.addAll(command);
        return Collections.unmodifiableList(all);
    }

    /** Fills it to the last byte. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (int portion : PORTIONS) {
                writeUntilFull(out, new byte[portion]);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes away what {@link #fill()} has written. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Unmounts it, once no program uses it any more. */
    @Override
    public void close() {
        holder.destroyForcibly();
    }

    private Path filler() {
        return path().resolve("filler");
    }

    private static void writeUntilFull(OutputStream out, byte[] portion) {
        try {
            while (true) {
                out.write(portion);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }
}
