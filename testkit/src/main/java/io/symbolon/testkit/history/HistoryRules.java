package io.symbolon.testkit.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Finds what in a history contradicts the guarantees. */
final class HistoryRules {
    private final List<Operation> operations;
    private final List<Outage> outages;
    private final int sessionLimit;
    private final Endings endings;
    private final long propagation;
    private final long recovery;
    private final Losses losses;
    private final long beginning;
    private final Map<String, List<Operation>> bySubject = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();

    /**
     * @param propagation how long a revocation may take to reach another node, where nothing else keeps the machine busy
     * @param recovery how long it may take after an outage
     */
    HistoryRules(
            List<Operation> operations,
            List<Outage> outages,
            int sessionLimit,
            Duration propagation,
            Duration recovery) {
        this.operations = operations;
        this.outages = outages;
        this.sessionLimit = sessionLimit;
        this.endings = new Endings(operations, sessionLimit);
        operations.forEach(operation -> bySubject
                .computeIfAbsent(operation.subject(), absent -> new ArrayList<>())
                .add(operation));
        long slowness = slowness(recovery.toNanos());
        this.propagation = propagation.toNanos() + slowness;
        this.recovery = recovery.toNanos() + slowness;
        this.losses = new Losses(outages, this.propagation, this.recovery);
        this.beginning = LongStream.concat(
                        operations.stream().mapToLong(Operation::start),
                        outages.stream().mapToLong(Outage::start))
                .min()
                .orElse(0);
    }

    /** What else the machine has to do keeps the news of a call back as it does the call. */
    private long slowness(long afterOutages) {
        return 2
                * operations.stream()
                        .filter(operation -> !operation.answer().isUnknown())
                        .filter(operation -> outages.stream()
                                .noneMatch(outage -> outage.touches(operation.start() - afterOutages, operation.end())))
                        .mapToLong(operation -> operation.end() - operation.start())
                        .max()
                        .orElse(0);
    }

    /** Each contradiction as a sentence. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        for (Operation operation : operations) {
            contradiction(operation)
                    .map(sentence -> sentence + ": " + inWords(operation))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** The outages, with when they were. */
    List<String> outages() {
        return outages.stream()
                .map(outage -> outage.fault() + " from " + moment(outage.start()) + " to " + moment(outage.end()))
                .toList();
    }

    private String inWords(Operation operation) {
        return "node " + operation.node() + ", " + operation.command() + ", "
                + operation.answer().toLine() + " at " + moment(operation.start())
                + operation
                        .about()
                        .map(tokens -> ", a token of " + moment(tokens.start()) + ", of a session of "
                                + moment(endings.creationOf(tokens).start()))
                        .orElse("");
    }

    /** Counted from the beginning of the history. */
    private String moment(long time) {
        return TimeUnit.NANOSECONDS.toMillis(time - beginning) + " ms";
    }

    private Optional<String> contradiction(Operation operation) {
        if (operation.answer().isUnknown()) {
            return Optional.empty();
        }
        return switch (operation.command()) {
            case VERIFY -> verify(operation, operation.about().orElseThrow());
            case REFRESH -> refresh(operation, operation.about().orElseThrow());
            case FIND -> find(operation, operation.about().orElseThrow());
            case LIST ->
                found(operation.answer().count() > sessionLimit, "there are more sessions than the limit allows")
                        .or(() -> done(operation));
            default -> done(operation);
        };
    }

    private static Optional<String> done(Operation operation) {
        return found(!operation.answer().isDone(), "this is no answer to the command");
    }

    private Optional<String> verify(Operation operation, IssuedTokens token) {
        return switch (operation.answer().code()) {
            case Answer.DONE ->
                others(operation).stream()
                        .filter(call -> certainlyEnds(call, token) || Endings.certainlyOutdates(call, token))
                        .filter(call -> deadline(call, operation.node(), token) < operation.start())
                        .findFirst()
                        .map(call -> "a token was accepted "
                                + TimeUnit.NANOSECONDS.toMillis(operation.start() - call.end()) + " ms after "
                                + call.command() + " on node " + call.node())
                        .or(() -> found(hasForgotten(operation, token), "a node has forgotten what it knew"));
            case "REVOKED" -> found(!mayHaveEnded(operation, token), "a token was revoked, and nothing revoked it");
            case "OUTDATED" ->
                found(
                        outdatingBefore(operation, token).noneMatch(call -> Endings.mayOutdate(call, token)),
                        "a token was outdated, and nothing outdated it");
            case "STALE_NODE" -> found(!isNearOutage(operation), "a node was stale, and there was no outage");
            default -> Optional.of("this is no answer to the command");
        };
    }

    /** Whether the node refused the token before as one whose session is over, and was not started again since. */
    private boolean hasForgotten(Operation operation, IssuedTokens token) {
        return others(operation).stream()
                .filter(call -> call.isKind(Command.VERIFY)
                        && call.node() == operation.node()
                        && call.answer().code().equals("REVOKED")
                        && call.about().filter(token::equals).isPresent()
                        && call.end() < operation.start())
                .anyMatch(call -> outages.stream()
                        .noneMatch(outage -> !outage.losesWrites() && outage.touches(call.start(), operation.end())));
    }

    /** The storage is linearizable: what ended before is gone for everyone. */
    private Optional<String> find(Operation operation, IssuedTokens session) {
        if (operation.answer().isTrue()) {
            return found(hasEnded(operation, session), "a session was found after its end");
        }
        return done(operation)
                .or(() -> found(!mayBeGone(operation, session), "a session was not found, and nothing ended it"));
    }

    private Optional<String> refresh(Operation operation, IssuedTokens presented) {
        return switch (operation.answer().code()) {
            case Answer.DONE -> {
                String next = operation.result().orElseThrow().refresh();
                String before = successors.putIfAbsent(presented.refresh(), next);
                yield found(before != null && !before.equals(next), "one refresh token had two successors")
                        .or(() -> found(hasEnded(operation, presented), "a session was refreshed after its end"));
            }
            case "SESSION_NOT_FOUND" ->
                found(!mayBeGone(operation, presented), "a session could not be refreshed, and nothing ended it");
            case "REUSED" ->
                found(
                        others(operation).stream()
                                        .filter(call -> call.isKind(Command.REFRESH)
                                                && call.isAboutSessionOf(presented)
                                                && call.start() < operation.end()
                                                && !call.answer().code().equals("REUSED"))
                                        .count()
                                < 2,
                        "a refresh token counted as reused, and nothing had replaced it");
            default -> Optional.of("this is no answer to the command");
        };
    }

    private boolean hasEnded(Operation operation, IssuedTokens tokens) {
        return others(operation).stream()
                .filter(call -> certainlyEnds(call, tokens))
                .anyMatch(call -> losses.settled(call, operation.node()) < operation.start());
    }

    private boolean certainlyEnds(Operation call, IssuedTokens tokens) {
        return Endings.certainlyEnds(call, tokens)
                && !(call.isKind(Command.REVOKE_OTHERS) && losses.mayHave(endings.creationOf(tokens)))
                && !(call.isKind(Command.REVOKE_ALL) && isOutdone(call));
    }

    /**
     * Whether the end of all of a subject's sessions may have been lost, and another node may have outdated the sessions
     * before it was given back: then they are above the end's minimum.
     */
    private boolean isOutdone(Operation end) {
        return losses.mayHave(end)
                && others(end).stream()
                        .filter(call -> call.isKind(Command.EXPIRE) || call.isKind(Command.EXPIRE_ALL))
                        .anyMatch(call -> call.node() != end.node()
                                && call.start() < losses.settled(end)
                                && call.end() > end.start());
    }

    /** A sign-in that was lost is lost for good; its access token goes on being good. */
    private boolean mayBeGone(Operation operation, IssuedTokens tokens) {
        return mayHaveEnded(operation, tokens) || losses.mayHave(endings.creationOf(tokens));
    }

    private boolean mayHaveEnded(Operation operation, IssuedTokens tokens) {
        return endings.mayHaveEnded(
                before(operation, endings.creationOf(tokens)),
                tokens,
                operation.answer().cause());
    }

    /** The calls that may have taken effect on what was issued, before the operation was over. */
    private List<Operation> before(Operation operation, IssuedTokens issued) {
        return others(operation).stream()
                .filter(call -> call.start() < operation.end() && call.end() > issued.start())
                .toList();
    }

    /** As {@link #before}; what was lost takes effect once more when it is given back. */
    private Stream<Operation> outdatingBefore(Operation operation, IssuedTokens issued) {
        return others(operation).stream()
                .filter(call -> call.start() < operation.end() && losses.settled(call) > issued.start());
    }

    private List<Operation> others(Operation operation) {
        return bySubject.getOrDefault(operation.subject(), List.of()).stream()
                .filter(call -> !call.equals(operation))
                .toList();
    }

    /** By when a node has to know what was done about a session. */
    private long deadline(Operation done, int node, IssuedTokens tokens) {
        long settled = losses.settled(done, node);
        boolean isKnownAtOnce = done.node() == node && !mayHaveLeftOut(done, tokens);
        if (isKnownAtOnce || settled == Losses.NEVER) {
            return settled;
        }
        long deadline = Math.max(settled, done.end() + propagation);
        for (Outage outage : outages) {
            if (outage.touches(done.end(), deadline)) {
                deadline = Math.max(deadline, outage.end() + recovery);
            }
        }
        return deadline;
    }

    /** The end of all others does nothing about a session that another node has just ended with all of its subject. */
    private boolean mayHaveLeftOut(Operation done, IssuedTokens tokens) {
        return done.isKind(Command.REVOKE_OTHERS)
                && before(done, endings.creationOf(tokens)).stream()
                        .anyMatch(call -> call.isKind(Command.REVOKE_ALL) && call.node() != done.node());
    }

    private boolean isNearOutage(Operation operation) {
        return outages.stream().anyMatch(outage -> outage.touches(operation.start() - recovery, operation.end()));
    }

    private static Optional<String> found(boolean isWrong, String sentence) {
        return isWrong ? Optional.of(sentence) : Optional.empty();
    }
}
