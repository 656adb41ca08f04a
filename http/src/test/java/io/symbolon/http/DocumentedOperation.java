package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An operation of the document: each answer to it has to be as the document says. */
final class DocumentedOperation {
    private final OpenApiDocument document;
    private final String method;
    private final String path;
    private final Set<String> seen = new TreeSet<>();

    /** @param path as the document has it */
    DocumentedOperation(OpenApiDocument document, String method, String path) {
        this.document = document;
        this.method = method;
        this.path = path;
    }

    /** An answer at the documented path, without a body. */
    Answer answer(TestClient client) {
        return answer(client, path, null);
    }

    /** An answer at the documented path. */
    Answer answer(TestClient client, String body) {
        return answer(client, path, body);
    }

    Answer answer(TestClient client, String actualPath, @Nullable String body) {
        return judged(client.send(method, actualPath, body));
    }

    /** Judges an answer that came in another way. */
    Answer judged(Answer answer) {
        assertThat(document.faults(method, path, answer))
                .as("what the document does not have of an answer to %s %s", method, path)
                .isEmpty();
        seen.add(String.valueOf(answer.status()));
        return answer;
    }

    /** Each status that is documented was an answer's. */
    void requireAllSeen() {
        assertThat(seen).as("statuses of %s %s", method, path).isEqualTo(document.statuses(method, path));
    }
}
