package io.symbolon.demo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The shell blocks of a page that have the comment {@code <!-- demo -->} right before them, run one after the other in
 * one shell against the started demo. The block that follows one, if it is neither a shell nor a Java block, is what the
 * commands answer; else they answer nothing.
 */
final class ShellSession {
    private static final String END = "=== end of a block ===";
    private static final int SECONDS = 60;
    private static final String ANYTHING = "…";

    private ShellSession() {}

    static boolean hasBashAndCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("bash", "-c", "command -v curl > /dev/null")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noBash) {
            return false;
        }
    }

    /** A block of commands, and the answer that the page shows. */
    record Step(FencedBlock commands, String answer) {}

    static List<Step> steps(List<FencedBlock> blocks) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            FencedBlock block = blocks.get(i);
            if (isShell(block) && block.note().equals("demo")) {
                boolean answered = i + 1 < blocks.size() && isAnswer(blocks.get(i + 1));
                steps.add(new Step(block, answered ? blocks.get(i + 1).code() : ""));
            }
        }
        return steps;
    }

    /** Runs the steps, and returns what each of them answered, its errors included. */
    static List<String> run(List<Step> steps, int port, Path folder) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Step step : steps) {
            script.append(step.commands().code().replace("localhost:8080", "127.0.0.1:" + port))
                    .append("\necho; echo '")
                    .append(END)
                    .append("'\n");
        }
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Path output = folder.resolve("output.txt");
        Process shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!shell.waitFor(SECONDS, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
            throw new IllegalStateException("The commands did not end within " + SECONDS + " seconds.");
        }
        return List.of(Files.readString(output).split(Pattern.quote(END + "\n")));
    }

    /** Whether an answer is what the page shows; {@code …} stands for any text without a quotation mark or line end. */
    static boolean isAsShown(String answer, String shown) {
        String[] parts = normalised(shown).split(ANYTHING, -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append("[^\"\n]*").append(Pattern.quote(parts[i]));
        }
        return normalised(answer).matches(pattern.toString());
    }

    /** Without what differs from run to run: times, seconds that are left, session ids, the server's date, blanks at the end of a line. */
    static String normalised(String text) {
        return text.replace("\r", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>")
                .replaceAll("(?<=expires_in\":)\\d+", "<seconds>")
                .replaceAll("(?<=[\"/])[A-Za-z0-9_-]{21}[AQgw](?![A-Za-z0-9_-])", "<session>")
                .replaceAll("(?m)^Date: .*$", "Date: <date>")
                .replaceAll("(?m)[ \t]+$", "")
                .strip();
    }

    private static boolean isShell(FencedBlock block) {
        return block.language().equals("sh");
    }

    private static boolean isAnswer(FencedBlock block) {
        return !isShell(block) && !block.language().equals("java");
    }
}
