package io.symbolon.redis;

import io.symbolon.RevocationCause;
import io.symbolon.redis.HistoryEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for what must not be in a history. */
final class HistoryCheck {
    /** A time in which the server could not be reached, as nanoseconds of the monotonic clock. */
    record Outage(long start, long end) {}

    /** A fork of the refresh tokens, a fault that is no outage, and reuse: only current tokens are presented. */
    private static final Set<String> NEVER = Set.of("FORKED", "FAILED", "REUSED");

    private record Death(long acknowledged, int node) {}

    private final List<HistoryEvent> events;
    private final List<Outage> outages;
    private final long delay;
    private final long recovery;
    private final Map<String, HistoryEvent> creations = new HashMap<>();
    private final Map<String, List<HistoryEvent>> bySubject = new HashMap<>();

    /**
     * @param delay within which a revocation has to be known everywhere
     * @param recovery within which it has to be, after the server was away
     */
    HistoryCheck(List<HistoryEvent> events, List<Outage> outages, Duration delay, Duration recovery) {
        this.events = events;
        this.outages = outages;
        this.delay = delay.toNanos();
        this.recovery = recovery.toNanos();
        for (HistoryEvent event : events) {
            bySubject
                    .computeIfAbsent(event.subject(), absent -> new ArrayList<>())
                    .add(event);
            if (event.kind() == Kind.CREATE && event.succeeded()) {
                creations.put(event.sessionId(), event);
            }
        }
    }

    /** One line for each violation. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (HistoryEvent event : events) {
            if (NEVER.contains(event.outcome().split(" ", -1)[0])) {
                violations.add("must not happen: " + event.toLine());
            } else if (event.kind() == Kind.LIST && event.count() > HistoryNode.LIMIT) {
                violations.add("more sessions than allowed: " + event.toLine());
            } else if (event.kind() == Kind.VERIFY && event.succeeded()) {
                tooLate(event).ifPresent(violations::add);
            } else if (isSignedOut(event) && !hasCause(event)) {
                violations.add("signed out without a cause: " + event.toLine());
            }
        }
        return violations;
    }

    private static boolean isSignedOut(HistoryEvent event) {
        return (event.kind() == Kind.VERIFY || event.kind() == Kind.REFRESH)
                && !event.succeeded()
                && !event.outcome().equals(HistoryEvent.UNKNOWN);
    }

    private Optional<String> tooLate(HistoryEvent accepted) {
        for (HistoryEvent event : bySubject.getOrDefault(accepted.subject(), List.of())) {
            if (event.succeeded() && ends(event, accepted.sessionId())) {
                Death death = new Death(event.end(), event.node());
                if (accepted.start() > deadline(death, accepted.node())) {
                    return Optional.of("accepted " + Duration.ofNanos(accepted.start() - death.acknowledged)
                            + " after its end: " + accepted.toLine() + " / " + event.toLine());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a call that has succeeded has ended a session for certain. */
    private boolean ends(HistoryEvent event, String sessionId) {
        HistoryEvent creation = creations.get(sessionId);
        return switch (event.kind()) {
            case REVOKE -> event.sessionId().equals(sessionId);
            case REVOKE_ALL -> creation != null && creation.end() < event.start();
            case REVOKE_OTHERS ->
                // 0 may mean that the one to keep had ended, and nothing was done.
                event.count() > 0
                        && creation != null
                        && creation.end() < event.start()
                        && !event.sessionId().equals(sessionId);
            default -> false;
        };
    }

    private long deadline(Death death, int node) {
        if (death.node == node) {
            return death.acknowledged;
        }
        long deadline = death.acknowledged + delay;
        for (Outage outage : outages) {
            if (outage.start <= deadline && outage.end >= death.acknowledged) {
                deadline = Math.max(deadline, outage.end + recovery);
            }
        }
        return deadline;
    }

    /** Whether a call was on its way that may have ended the session, with the cause that was told, if one was. */
    private boolean hasCause(HistoryEvent refused) {
        List<HistoryEvent> before = bySubject.getOrDefault(refused.subject(), List.of()).stream()
                .filter(event -> event.start() <= refused.end())
                .toList();
        String told = refused.outcome().substring(refused.outcome().indexOf(' ') + 1);
        if (!told.isEmpty()) {
            return hasCause(RevocationCause.valueOf(told), before, refused.sessionId());
        }
        return hasCause(RevocationCause.SIGNED_OUT, before, refused.sessionId())
                || hasCause(RevocationCause.ADMINISTRATOR, before, refused.sessionId())
                || hasCause(RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION, before, refused.sessionId())
                || hasCause(RevocationCause.REPLACED_BY_NEWER_SIGN_IN, before, refused.sessionId());
    }

    private boolean hasCause(RevocationCause cause, List<HistoryEvent> before, String sessionId) {
        return switch (cause) {
            case SIGNED_OUT ->
                before.stream()
                        .anyMatch(event ->
                                event.kind() == Kind.REVOKE && event.sessionId().equals(sessionId));
            case ADMINISTRATOR -> before.stream().anyMatch(event -> event.kind() == Kind.REVOKE_ALL);
            case SIGNED_OUT_FROM_ANOTHER_SESSION ->
                before.stream()
                        .anyMatch(event -> event.kind() == Kind.REVOKE_OTHERS
                                && !event.sessionId().equals(sessionId));
            case REPLACED_BY_NEWER_SIGN_IN -> newerSignIns(before, sessionId) >= HistoryNode.LIMIT;
            default -> false;
        };
    }

    private long newerSignIns(List<HistoryEvent> before, String sessionId) {
        HistoryEvent creation = creations.get(sessionId);
        return before.stream()
                .filter(event -> event.kind() == Kind.CREATE)
                .filter(event -> creation != null
                        && event.end() >= creation.start()
                        && !event.sessionId().equals(sessionId))
                .count();
    }
}
