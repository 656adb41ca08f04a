package io.symbolon.demo.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Java block of a page, made a class. A plain block is a list of statements, which is compiled. What imports
 * {@link #IMPORTS} lacks, and anything else that a reader need not see, stands in a comment right before the block:
 *
 * <pre>{@code
 * <!-- java run
 * import java.util.concurrent.atomic.AtomicInteger;
 * UserSessionStorage storage = new InMemoryUserSessionStorage();
 * ...
 * assertThat(tokens.refreshToken()).isNotEmpty();
 * -->
 * }</pre>
 *
 * <p>Its lines go before the code; those after the line {@code ...}, after it. The words after {@code java} are
 *
 * <ul>
 *   <li>{@code run}: run it too; it has to end without an exception,
 *   <li>{@code continues}: the code of the page's Java block before this one goes before this one,
 *   <li>{@code members}: not statements, but methods and classes.
 * </ul>
 */
record JavaExample(FencedBlock block, String source, boolean run) {
    static final String CLASS_NAME = "Example";
    static final String METHOD_NAME = "example";
    private static final Set<String> WORDS = Set.of("run", "continues", "members");
    private static final String REST = "...";
    private static final List<String> IMPORTS = List.of(
            "import static org.assertj.core.api.Assertions.*;",
            "import io.symbolon.*;",
            "import io.symbolon.storage.*;",
            "import io.symbolon.storage.memory.*;",
            "import java.time.*;",
            "import java.util.*;");

    /** The Java examples of one page, in their order. */
    static List<JavaExample> of(List<FencedBlock> blocks) {
        List<JavaExample> examples = new ArrayList<>();
        Parts before = null;
        for (FencedBlock block : blocks) {
            if (block.language().equals("java")) {
                before = Parts.of(block, before);
                examples.add(
                        new JavaExample(block, source(before), before.words().contains("run")));
            }
        }
        return examples;
    }

    private static String source(Parts parts) {
        String imports = Stream.concat(IMPORTS.stream(), parts.code().lines().filter(JavaExample::isImport))
                .distinct()
                .collect(Collectors.joining("\n"));
        String code = parts.code().lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        String body = parts.words().contains("members")
                ? code
                : "public static void " + METHOD_NAME + "() throws Exception {\n" + code + "\n" + parts.after() + "\n}";
        return imports + "\n\npublic class " + CLASS_NAME + " {\n" + body + "\n}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    /** What an example is made of. */
    private record Parts(Set<String> words, String code, String after) {
        static Parts of(FencedBlock block, @Nullable Parts previous) {
            String note = block.note().equals("java") || block.note().matches("(?s)java\\s.*") ? block.note() : "java";
            String firstLine = note.lines().findFirst().orElseThrow();
            Set<String> words = Stream.of(firstLine.split(" +")).skip(1).collect(Collectors.toSet());
            if (!WORDS.containsAll(words)) {
                throw new IllegalArgumentException(block.place() + ": of " + words + " only " + WORDS + " are known");
            }
            List<String> hidden = note.lines().skip(1).toList();
            int rest = hidden.contains(REST) ? hidden.indexOf(REST) : hidden.size();
            String code = String.join("\n", hidden.subList(0, rest)) + "\n" + block.code();
            if (words.contains("continues")) {
                if (previous == null) {
                    throw new IllegalArgumentException(block.place() + ": there is no block to continue");
                }
                code = previous.code() + "\n" + code;
            }
            return new Parts(
                    words, code, String.join("\n", hidden.subList(Math.min(rest + 1, hidden.size()), hidden.size())));
        }
    }
}
