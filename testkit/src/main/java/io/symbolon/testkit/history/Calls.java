package io.symbolon.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was asked and answered so far. Thread-safe. */
final class Calls {
    private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<String, List<IssuedTokens>> issued = new ConcurrentHashMap<>();

    /** Asks a node, and notes what it says. */
    void ask(
            NodeProcess process,
            int node,
            Command command,
            String subject,
            Optional<IssuedTokens> about,
            String argument) {
        long start = System.nanoTime();
        Answer answer = process.ask(command, argument);
        long end = answer.isUnknown() ? Long.MAX_VALUE : System.nanoTime();
        Optional<IssuedTokens> result = tokensIn(answer, command, subject, start, end);
        operations.add(new Operation(node, command, subject, about, answer, result, start, end));
        size.incrementAndGet();
        counts.computeIfAbsent(command + " " + answer.code(), absent -> new AtomicInteger())
                .incrementAndGet();
        result.ifPresent(tokens -> tokensOf(subject).add(tokens));
    }

    private static Optional<IssuedTokens> tokensIn(
            Answer answer, Command command, String subject, long start, long end) {
        if (!answer.isDone() || (command != Command.CREATE && command != Command.REFRESH)) {
            return Optional.empty();
        }
        List<String> words = answer.details();
        return Optional.of(new IssuedTokens(subject, words.get(0), words.get(1), words.get(2), start, end));
    }

    /** The tokens of a subject, in the order in which they were given. */
    List<IssuedTokens> tokensOf(String subject) {
        return issued.computeIfAbsent(subject, absent -> new CopyOnWriteArrayList<>());
    }

    int size() {
        return size.get();
    }

    List<Operation> operations() {
        return new ArrayList<>(operations);
    }

    /** How often each command had each answer. */
    Map<String, Integer> counts() {
        Map<String, Integer> sums = new TreeMap<>();
        counts.forEach((answer, count) -> sums.put(answer, count.get()));
        return sums;
    }
}
