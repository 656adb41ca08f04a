package io.symbolon.testkit.simulation;

import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be true of a sign-in where a limit says how many sessions there may be, at the moment when it is stored. */
final class LimitRules {
    private static final Comparator<SessionFacts> BY_AGE =
            Comparator.comparing((SessionFacts session) -> session.createdAt).thenComparing(session -> session.id);

    /** The sessions that one limit is about. */
    private record Counted(SessionLimit limit, Predicate<SessionFacts> sessions) {
        /** How many a limit leaves at most, the new one included. */
        int maximum() {
            if (limit instanceof SessionLimit.EvictOldest evict) {
                return evict.maximum();
            }
            return limit instanceof SessionLimit.RejectNew reject ? reject.maximum() : Integer.MAX_VALUE;
        }

        List<SessionFacts> of(List<SessionFacts> all) {
            return all.stream().filter(sessions).toList();
        }
    }

    private final Facts facts;
    private final AccessRules access;
    private final Settings settings;

    LimitRules(Facts facts, AccessRules access, Settings settings) {
        this.facts = facts;
        this.access = access;
        this.settings = settings;
    }

    /** Judges what a server did; to be called before it is noted. */
    void inserted(@Nullable ApiCall call, SessionInsert insert, InsertResult result) {
        if (call == null || facts.of(insert.id()) != null) {
            // A repeated insert is told what the first one did.
            return;
        }
        List<SessionFacts> possible = facts.sessions().stream()
                .filter(session -> session.subject.equals(insert.subject()) && session.mayBeStored())
                .toList();
        List<Counted> limits = List.of(
                new Counted(call.client.limit(), session -> session.client.equals(call.client)),
                new Counted(settings.limit(), session -> true));
        if (result.session().isEmpty()) {
            if (limits.stream().noneMatch(limit -> forbids(limit, possible))) {
                throw broken("a sign-in was refused that no limit forbids: " + call.label);
            }
            return;
        }
        List<SessionFacts> evicted = result.revocations().stream()
                .map(Revocation::target)
                .filter(Revocation.OfSession.class::isInstance)
                .flatMap(target -> Stream.ofNullable(facts.of(((Revocation.OfSession) target).id())))
                .toList();
        List<SessionFacts> left = possible.stream()
                .filter(session -> !access.mayBeOver(session) && !evicted.contains(session))
                .toList();
        for (Counted limit : limits) {
            if (limit.of(left).size() >= limit.maximum()) {
                throw broken("a subject has more sessions than a limit allows: " + call.label);
            }
        }
        evicted.forEach(session -> requireRightlyEvicted(session, limits, left));
        long mostEvicted = limits.stream()
                .mapToLong(limit -> Math.max(0L, limit.of(possible).size() - (limit.maximum() - 1L)))
                .sum();
        if (evicted.size() > mostEvicted) {
            throw broken("more sessions gave way than had to: " + call.label);
        }
    }

    private static boolean forbids(Counted limit, List<SessionFacts> possible) {
        return limit.limit() instanceof SessionLimit.RejectNew
                && limit.of(possible).size() >= limit.maximum();
    }

    private void requireRightlyEvicted(SessionFacts session, List<Counted> limits, List<SessionFacts> left) {
        boolean isOldest = limits.stream()
                .filter(limit -> limit.limit() instanceof SessionLimit.EvictOldest
                        && limit.sessions().test(session))
                .anyMatch(limit -> limit.of(left).stream().noneMatch(other -> BY_AGE.compare(other, session) < 0));
        if (!isOldest) {
            throw broken("a session gave way that no limit chooses: " + session.label);
        }
    }

    private Scheduler.Stopped broken(String text) {
        return facts.broken("limits", text);
    }
}
