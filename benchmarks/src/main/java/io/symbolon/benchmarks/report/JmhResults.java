package io.symbolon.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What JMH has written: {@code -rf json}. */
final class JmhResults {
    private final List<JsonNode> results = new ArrayList<>();

    private JmhResults() {}

    static JmhResults read(Path file) throws IOException {
        JmhResults read = new JmhResults();
        new ObjectMapper().readTree(file.toFile()).forEach(read.results::add);
        return read;
    }

    /**
     * Operations a second, in the faster round.
     *
     * @param benchmark class and method
     * @param parameters those that matter
     */
    OptionalDouble throughput(String benchmark, Map<String, String> parameters, int threads) {
        return results.stream()
                .filter(result -> matches(result, benchmark, parameters, threads))
                .mapToDouble(
                        result -> result.path("primaryMetric").path("score").asDouble())
                .max();
    }

    /** Bytes allocated an operation. */
    OptionalDouble bytes(String benchmark, Map<String, String> parameters, int threads) {
        return results.stream()
                .filter(result -> matches(result, benchmark, parameters, threads))
                .mapToDouble(result -> result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble())
                .min();
    }

    /** How many threads ran in parallel where there were more than one. */
    int mostThreads() {
        return results.stream()
                .mapToInt(result -> result.path("threads").asInt())
                .max()
                .orElse(1);
    }

    private static boolean matches(JsonNode result, String benchmark, Map<String, String> parameters, int threads) {
        return result.path("benchmark").asText().endsWith('.' + benchmark)
                && result.path("threads").asInt() == threads
                && parameters.entrySet().stream()
                        .allMatch(parameter -> result.path("params")
                                .path(parameter.getKey())
                                .asText()
                                .equals(parameter.getValue()));
    }
}
