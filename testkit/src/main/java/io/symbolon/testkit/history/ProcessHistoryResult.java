package io.symbolon.testkit.history;

import java.util.List;
import java.util.Map;

/**
 * What came of a history.
 *
 * @param seed decides what was asked and when faults happened, though not when answers came
 * @param contradictions a sentence for each answer that contradicts a guarantee; empty if all is well
 * @param counts how often each command had each answer, such as {@code "VERIFY REVOKED"}
 * @param faults what happened and when, in order
 */
public record ProcessHistoryResult(
        long seed, List<String> contradictions, Map<String, Integer> counts, List<String> faults) {
    /** Takes the components over as they are; none may be null. */
    public ProcessHistoryResult {
        contradictions = List.copyOf(contradictions);
        counts = Map.copyOf(counts);
        faults = List.copyOf(faults);
    }
}
