package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.StepUpRequiredException;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.http.contract.TestClient;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml}, which the jar has for its users, has the endpoints that there are, and no others. */
class OpenApiTest extends OpenApiFixture {
    private static final int COOKIE = 0;
    private static final int SPLIT = 2;

    @Test
    void allPathsAndMethodsAreInTheDocumentAndNoOthers() {
        Set<String> served = new TreeSet<>(application.sessions().paths().open());
        served.remove("/symbolon/*");
        served.remove("/sessions/*");
        served.add("/sessions/{id}");

        assertThat(document.paths()).isEqualTo(served);
        for (String path : served) {
            String allowed = client.send("OPTIONS", path.replace("{id}", UNKNOWN_ID), null)
                    .header("allow")
                    .orElseThrow();
            assertThat(Stream.of(allowed.split(", "))
                            .filter(method -> !Set.of("HEAD", "OPTIONS").contains(method)))
                    .as(path)
                    .containsExactlyInAnyOrderElementsOf(document.methods(path));
        }
    }

    @Test
    void whatIsOffUntilItIsTurnedOnIsSaidToBe() {
        TestApplication plain = start(UnaryOperator.identity());

        for (String path : document.paths()) {
            boolean isOff = plain.client()
                            .send("OPTIONS", path.replace("{id}", UNKNOWN_ID), null)
                            .status()
                    == 404;
            for (String method : document.methods(path)) {
                assertThat(document.description(method, path).startsWith("Off by default."))
                        .as("%s %s", method, path)
                        .isEqualTo(isOff);
            }
        }
    }

    @Test
    void aProblemHasTheCodesActionsAndCausesThatThereAre() {
        Set<String> codes = new TreeSet<>(names(RefusedRequestException.Code.values()));
        for (Class<?> error : SessionException.class.getPermittedSubclasses()) {
            Stream.of(error.getDeclaredClasses())
                    .filter(Class::isEnum)
                    .forEach(code -> codes.addAll(names(code.getEnumConstants())));
        }

        assertThat(document.values("Problem", "code")).isEqualTo(codes);
        assertThat(document.values("Problem", "action")).isEqualTo(names(Action.values()));
        assertThat(document.values("Problem", "cause")).isEqualTo(names(RevocationCause.values()));
    }

    @Test
    void cookiesHaveTheNamesThatTheyHaveByDefault() {
        TestClient split = application.browser();
        browser.signIn("alice", COOKIE);
        split.signIn("alice", SPLIT);

        assertThat(Stream.concat(browser.jar().keySet().stream(), split.jar().keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(document.cookies());
    }

    @Test
    void whatTheApplicationsOwnPathsAnswerIsAProblemOfTheDocumentToo() {
        StepUpRequiredException needed =
                new StepUpRequiredException(StepUpRequiredException.Code.FACTOR_MISSING, "otp", Duration.ofMinutes(5));

        assertThat(document.faults("Problem", HttpUserSessions.answer(needed).body()))
                .isEmpty();
    }

    @Test
    void aMemberThatIsMissingOrNotDocumentedIsAFault() {
        assertThat(document.faults("Ended", "{\"ended\":1}")).isEmpty();
        assertThat(document.faults("Ended", "{}")).isNotEmpty();
        assertThat(document.faults("Ended", "{\"ended\":1,\"x\":1}")).isNotEmpty();
        assertThat(document.faults("Ended", "{\"ended\":\"1\"}")).isNotEmpty();
        assertThat(document.faults("Sessions", "{\"sessions\":[{}]}")).isNotEmpty();
    }

    private static Set<String> names(Object[] constants) {
        return Stream.of(constants).map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
