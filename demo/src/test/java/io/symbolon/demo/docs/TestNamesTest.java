package io.symbolon.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test that a page names as proof is there, and is a test. */
class TestNamesTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*)#([a-z][A-Za-z0-9]*)`");

    private static final Pattern ANNOTATION =
            Pattern.compile("@(Test|RepeatedTest|ParameterizedTest|FuzzTest|TestFactory)\\b");

    @Test
    void everyTestThatAPageNamesIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path page : Documents.all()) {
            Matcher name = NAME.matcher(Files.readString(page));
            while (name.find()) {
                if (isTest(sources.getOrDefault(name.group(1), ""), name.group(2))) {
                    found++;
                } else {
                    missing.add(Documents.name(page) + " names " + name.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("names of tests in the pages").isGreaterThan(90);
    }

    @Test
    void aMethodThatIsNotThereOrIsNotATestIsNoticed() {
        String source = "class A {\n\n    @Test\n    void isOne() {}\n\n    void isNone() {}\n}\n";

        assertThat(isTest(source, "isOne")).isTrue();
        assertThat(isTest(source, "isNone")).isFalse();
        assertThat(isTest(source, "isO")).isFalse();
    }

    /** The annotations of a method stand before it, without an empty line between. */
    private static boolean isTest(String source, String method) {
        int at = source.indexOf("void " + method + "(");
        return at > 0
                && ANNOTATION
                        .matcher(source.substring(source.lastIndexOf("\n\n", at) + 1, at))
                        .find();
    }

    /** The text of each class with tests by its name; of the testkit, which is itself made of tests, its main classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path module : Documents.modules()) {
            for (String folder : List.of("src/test/java", "src/main/java")) {
                Path tree = module.resolve(folder);
                if (Files.isDirectory(tree)) {
                    try (Stream<Path> files = Files.walk(tree)) {
                        for (Path file : files.filter(path -> path.toString().matches(".*(Test|Contract)\\.java"))
                                .toList()) {
                            String name = file.getFileName().toString().replace(".java", "");
                            sources.merge(name, Files.readString(file), String::concat);
                        }
                    }
                }
            }
        }
        return sources;
    }
}
