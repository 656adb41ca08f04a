package io.symbolon.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What was asked of the nodes of a cluster, when, and what they said, by one clock; and what of it contradicts the
 * guarantees. An operation took effect at some moment between its start and its end.
 */
final class History {
    /** One token pair, and the operation that gave it. */
    record Issued(String subject, String session, String access, String refresh, long start, long end) {}

    /**
     * One operation.
     *
     * @param issued the tokens that it was about, if it was about tokens
     * @param answer empty if nobody knows whether it was done; then its end is that of time
     */
    record Operation(
            int node,
            String command,
            String subject,
            Optional<String> session,
            Optional<Issued> issued,
            Optional<String> answer,
            Optional<Issued> result,
            long start,
            long end) {
        boolean ends(String ofSubject, String ofSession) {
            return (command.equals("revokeAll") && subject.equals(ofSubject))
                    || (command.equals("revoke") && session.equals(Optional.of(ofSession)))
                    || (command.equals("refresh") && session.equals(Optional.of(ofSession)) && isAnswer("REUSED"));
        }

        boolean outdates(String ofSubject, String ofSession) {
            return (command.equals("expireAll") && subject.equals(ofSubject))
                    || (command.equals("expire") && session.equals(Optional.of(ofSession)) && !isAnswer("false"));
        }

        boolean isAnswer(String expected) {
            return answer.equals(Optional.of(expected));
        }
    }

    private static final Set<String> DONE = Set.of("OK", "true", "false");

    private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Duration propagation;

    /** @param propagation how long a revocation may take to reach another node, where nothing else keeps the machine busy */
    History(Duration propagation) {
        this.propagation = propagation;
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    int size() {
        return operations.size();
    }

    /** How often an answer was given to a command. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        for (Operation operation : operations) {
            counts.merge(operation.command() + " " + operation.answer().orElse("unknown"), 1, Integer::sum);
        }
        return counts;
    }

    /** Each contradiction as a sentence. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        Map<String, List<Operation>> bySubject = new HashMap<>();
        operations.forEach(operation -> bySubject
                .computeIfAbsent(operation.subject(), subject -> new ArrayList<>())
                .add(operation));
        Map<String, String> successors = new HashMap<>();
        long delay = propagation.toNanos() + slowness();
        for (Operation operation : operations) {
            List<Operation> others = bySubject.getOrDefault(operation.subject(), List.of());
            switch (operation.command()) {
                case "verify" -> verify(operation, others, delay).ifPresent(found::add);
                case "find" -> find(operation, others).ifPresent(found::add);
                case "refresh" -> refresh(operation, others, successors).ifPresent(found::add);
                default -> {
                    if (operation
                            .answer()
                            .filter(answer -> !DONE.contains(answer))
                            .isPresent()) {
                        found.add(operation.command() + " was answered " + operation.answer());
                    }
                }
            }
        }
        return found;
    }

    private static Optional<String> verify(Operation operation, List<Operation> others, long delay) {
        Issued token = operation.issued().orElseThrow();
        String answer = operation.answer().orElse("unknown");
        Predicate<Operation> ends = other -> other.ends(token.subject(), token.session());
        Predicate<Operation> outdates = other -> other.outdates(token.subject(), token.session());
        return switch (answer) {
            case "OK" ->
                others.stream()
                        .filter(other -> ends.or(outdates).test(other)
                                && other.start() > token.end()
                                && reached(other, operation, delay))
                        .findFirst()
                        .map(other -> "node " + operation.node() + " accepted a token "
                                + TimeUnit.NANOSECONDS.toMillis(operation.start() - other.end()) + " ms after "
                                + other.command() + " on node " + other.node() + " was answered " + other.answer());
            case "REVOKED" ->
                possible(others, ends, token, operation)
                        ? Optional.empty()
                        : Optional.of("a token was refused as revoked, and nothing revoked it");
            case "OUTDATED" ->
                possible(others, outdates, token, operation)
                        ? Optional.empty()
                        : Optional.of("a token was refused as outdated, and nothing outdated it");
            case "unknown" -> Optional.empty();
            default -> Optional.of("verify was answered " + answer);
        };
    }

    /** The storage is linearizable: what ended before is gone for everyone. */
    private static Optional<String> find(Operation operation, List<Operation> others) {
        if (operation.answer().isEmpty()) {
            return Optional.empty();
        }
        Issued session = operation.issued().orElseThrow();
        Predicate<Operation> ends = other -> other.ends(session.subject(), session.session());
        boolean isPresent = operation.isAnswer("true");
        if (isPresent
                && others.stream()
                        .anyMatch(other ->
                                ends.test(other) && other.start() > session.end() && other.end() < operation.start())) {
            return Optional.of("a session was found after it ended");
        }
        return isPresent || possible(others, ends, session, operation)
                ? Optional.empty()
                : Optional.of("a session was not found, and nothing ended it");
    }

    private static Optional<String> refresh(
            Operation operation, List<Operation> others, Map<String, String> successors) {
        Issued presented = operation.issued().orElseThrow();
        Predicate<Operation> ends = other -> other.ends(presented.subject(), presented.session());
        String answer = operation.answer().orElse("unknown");
        return switch (answer) {
            case "unknown" -> Optional.empty();
            case "OK" -> {
                String next = operation.result().orElseThrow().refresh();
                String before = successors.putIfAbsent(presented.refresh(), next);
                if (before != null && !before.equals(next)) {
                    yield Optional.of("one refresh token had two successors");
                }
                yield others.stream()
                                .anyMatch(other -> ends.test(other)
                                        && other.start() > presented.end()
                                        && other.end() < operation.start())
                        ? Optional.of("a session was refreshed after it ended")
                        : Optional.empty();
            }
            case "SESSION_NOT_FOUND" ->
                possible(others, ends, presented, operation)
                        ? Optional.empty()
                        : Optional.of("a session could not be refreshed, and nothing ended it");
            case "REUSED" ->
                others.stream()
                                        .filter(other -> other.command().equals("refresh")
                                                && other.session().equals(operation.session())
                                                && other.start() < operation.end()
                                                && !other.isAnswer("REUSED"))
                                        .count()
                                >= 2
                        ? Optional.empty()
                        : Optional.of("a refresh token counted as reused, and nothing had replaced it");
            default -> Optional.of("refresh was answered " + answer);
        };
    }

    /** Whether one of these may have taken effect on what was issued, before the operation was over. */
    private static boolean possible(
            List<Operation> others, Predicate<Operation> kind, Issued issued, Operation operation) {
        return others.stream()
                .anyMatch(other -> !other.equals(operation)
                        && kind.test(other)
                        && other.start() < operation.end()
                        && other.end() > issued.start());
    }

    /** What else the machine has to do keeps the news of an operation back as it does the operation. */
    private long slowness() {
        return 2
                * operations.stream()
                        .filter(operation -> operation.answer().isPresent())
                        .mapToLong(operation -> operation.end() - operation.start())
                        .max()
                        .orElse(0);
    }

    private static boolean reached(Operation revocation, Operation verification, long delay) {
        long allowed = revocation.node() == verification.node() ? 0 : delay;
        return revocation.end() < Long.MAX_VALUE && revocation.end() + allowed < verification.start();
    }
}
