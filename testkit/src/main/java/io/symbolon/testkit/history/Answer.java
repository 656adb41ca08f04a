package io.symbolon.testkit.history;

import io.symbolon.RevocationCause;
import java.util.List;
import java.util.Optional;

/**
 * What a node said.
 *
 * @param code {@link #DONE}, {@link #UNKNOWN}, {@link #FAILED}, or the code of the refusal
 * @param details what it gave: tokens, a count, a truth or the cause of an end; may be empty
 */
record Answer(String code, List<String> details) {
    static final String DONE = "OK";

    /** The storage failed or the node died: nobody knows whether it was done, or when it will be. */
    static final String UNKNOWN = "UNKNOWN";

    /** The storage failed in a way that does not allow to try again: not to be expected from an outage. */
    static final String FAILED = "FAILED";

    /** A fault in the code. */
    static final String BROKEN = "BROKEN";

    static final Answer NONE = new Answer(UNKNOWN, List.of());

    static Answer parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return new Answer(words.get(0), words.subList(1, words.size()));
    }

    String toLine() {
        return details.isEmpty() ? code : code + " " + String.join(" ", details);
    }

    boolean isDone() {
        return code.equals(DONE);
    }

    boolean isUnknown() {
        return code.equals(UNKNOWN);
    }

    /** Whether it was done, and said so. */
    boolean isTrue() {
        return isDone() && details.equals(List.of("true"));
    }

    boolean isFalse() {
        return isDone() && details.equals(List.of("false"));
    }

    /** How many it was; 0 if it says no number. */
    int count() {
        return isDone() && !details.isEmpty() ? Integer.parseInt(details.get(0)) : 0;
    }

    /** Why the session has ended, if the refusal tells. */
    Optional<RevocationCause> cause() {
        return isDone() || details.isEmpty() ? Optional.empty() : Optional.of(RevocationCause.valueOf(details.get(0)));
    }
}
