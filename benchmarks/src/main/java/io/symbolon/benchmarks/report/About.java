package io.symbolon.benchmarks.report;

import io.symbolon.benchmarks.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;

/** Where and how was measured. Names no host and no path. */
public final class About {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private About() {}

    /** Notes what cannot be found out later. */
    public static void write(Form form, Path file) throws IOException {
        Properties about = new Properties();
        about.setProperty("form", form.name().toLowerCase(Locale.ROOT));
        about.setProperty("date", LocalDate.now(ZoneOffset.UTC).toString());
        about.setProperty(
                "machine",
                valueOf(CPU_INFO, "model name") + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + Math.round(kibibytes() / KIB_PER_GIB) + " GiB of memory, " + System.getProperty("os.name")
                        + ' ' + System.getProperty("os.arch"));
        about.setProperty(
                "jdk", System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vm.name") + ')');
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            about.store(out, null);
        }
    }

    static String text(Path file) throws IOException {
        Properties about = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            about.load(in);
        }
        return "- Form: " + about.getProperty("form") + "\n- Date: " + about.getProperty("date") + "\n- Machine: "
                + about.getProperty("machine") + "\n- JDK: " + about.getProperty("jdk") + "\n- Versions: "
                + ResultsPage.resource("versions.txt").strip()
                + "\n- Command: `mvn -pl benchmarks"
                + " -am -DskipTests -Pmeasure -Dform=" + about.getProperty("form") + " verify`\n";
    }

    private static double kibibytes() throws IOException {
        String total = valueOf(MEMORY_INFO, "MemTotal").replaceAll("\\D", "");
        return total.isEmpty() ? Runtime.getRuntime().maxMemory() / 1024.0 : Double.parseDouble(total);
    }

    private static String valueOf(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return "unknown";
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
