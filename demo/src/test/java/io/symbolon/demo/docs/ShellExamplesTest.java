package io.symbolon.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.symbolon.demo.RunningDemo;
import io.symbolon.demo.docs.ShellSession.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the documentation's commands against the started demo. Skipped where bash or curl is missing. */
class ShellExamplesTest {
    @BeforeAll
    static void needsBashAndCurl() throws InterruptedException {
        assumeThat(ShellSession.hasBashAndCurl()).as("bash and curl are there").isTrue();
    }

    @Test
    void theCommandsAnswerWhatThePagesShow(@TempDir Path folder) throws Exception {
        int pages = 0;
        for (Path page : Documents.all()) {
            List<Step> steps = ShellSession.steps(FencedBlock.of(page));
            if (!steps.isEmpty()) {
                pages++;
                check(steps, folder);
            }
        }
        assertThat(pages).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "one, one, true",
        "one, two, false",
        "one two, one …, true",
        "one two, one, false",
        "at 2026-01-02T03:04:05.678Z, at 2027-01-02T03:04:05Z, true",
        "'\"AaIMeCZG_Vk1sLYiabK2uA\"', '\"AAAAAAAAAAAAAAAAAAAAAA\"', true",
        "status 401, status 200, false"
    })
    void anAnswerIsComparedWithWhatIsShown(String answer, String shown, boolean same) {
        assertThat(ShellSession.isAsShown(answer, shown)).isEqualTo(same);
    }

    private static void check(List<Step> steps, Path folder) throws IOException, InterruptedException {
        try (RunningDemo demo = new RunningDemo(folder.resolve("data"))) {
            List<String> answers = ShellSession.run(steps, demo.port(), folder);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                if (!ShellSession.isAsShown(answers.get(i), step.answer())) {
                    wrong.add(step.commands().place() + "\nanswered:\n" + answers.get(i) + "\nnot:\n" + step.answer());
                }
            }
            assertThat(String.join("\n\n", wrong)).isEmpty();
        }
    }
}
