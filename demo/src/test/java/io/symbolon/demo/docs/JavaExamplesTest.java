package io.symbolon.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles every Java block of the documentation against the modules as they are, and runs those that say so. */
class JavaExamplesTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @TestFactory
    List<DynamicTest> everyJavaBlockCompiles(@TempDir Path folder) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : Documents.all()) {
            for (JavaExample example : JavaExample.of(FencedBlock.of(page))) {
                Path target = Files.createDirectory(folder.resolve(String.valueOf(tests.size())));
                tests.add(dynamicTest(example.block().place(), () -> check(example, target)));
            }
        }
        return tests;
    }

    @Test
    void theReadmeHasAnExampleThatRuns() throws IOException {
        assertThat(JavaExample.of(FencedBlock.of(Documents.readme()))).anyMatch(JavaExample::run);
    }

    @Test
    void aBlockThatDoesNotCompileIsFound(@TempDir Path folder) throws IOException {
        FencedBlock block = new FencedBlock("page.md", 1, "java", "", "sessions.verify(1);");

        assertThat(errors(JavaExample.of(List.of(block)).get(0), folder)).hasSize(1);
    }

    private static void check(JavaExample example, Path target) throws Exception {
        assertThat(errors(example, target))
                .as("%s, as it was compiled:%n%s", example.block().place(), example.source())
                .isEmpty();
        if (example.run()) {
            run(target);
        }
    }

    private static List<String> errors(JavaExample example, Path target) throws IOException {
        Path source = Files.writeString(target.resolve(JavaExample.CLASS_NAME + ".java"), example.source());
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:deprecation,removal,unchecked,rawtypes",
                "-d",
                target.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(found, null, null)) {
            COMPILER.getTask(null, files, found, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        return found.getDiagnostics().stream().map(JavaExamplesTest::describe).toList();
    }

    private static String describe(Diagnostic<?> diagnostic) {
        return "line " + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null);
    }

    private static void run(Path target) throws Exception {
        URL[] urls = {target.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, JavaExamplesTest.class.getClassLoader())) {
            loader.loadClass(JavaExample.CLASS_NAME)
                    .getMethod(JavaExample.METHOD_NAME)
                    .invoke(null);
        }
    }
}
