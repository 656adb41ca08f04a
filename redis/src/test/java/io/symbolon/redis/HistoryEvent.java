package io.symbolon.redis;

import java.util.List;

/**
 * One call of a node, as it goes into the history.
 *
 * @param kind which call
 * @param node which process
 * @param start before the call, in nanoseconds of the machine's monotonic clock, which all its processes share
 * @param end after it
 * @param sessionId of the session concerned; empty if there is none
 * @param subject whose
 * @param outcome {@link #OK}, {@link #UNKNOWN} if the storage failed, or the code of the refusal, with its cause
 * @param count how many sessions there were, or 0
 */
record HistoryEvent(
        Kind kind, int node, long start, long end, String sessionId, String subject, String outcome, int count) {
    static final String OK = "OK";
    static final String UNKNOWN = "UNKNOWN";

    enum Kind {
        CREATE,
        VERIFY,
        REFRESH,
        REVOKE,
        REVOKE_ALL,
        REVOKE_OTHERS,
        LIST
    }

    boolean succeeded() {
        return outcome.equals(OK);
    }

    String toLine() {
        return String.join(
                "\t",
                List.of(
                        kind.name(),
                        Integer.toString(node),
                        Long.toString(start),
                        Long.toString(end),
                        sessionId,
                        subject,
                        outcome,
                        Integer.toString(count)));
    }

    static HistoryEvent parse(String line) {
        String[] parts = line.split("\t", -1);
        return new HistoryEvent(
                Kind.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                parts[4],
                parts[5],
                parts[6],
                Integer.parseInt(parts[7]));
    }
}
