package io.symbolon.storage;

import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which sessions give way to a new one, or which limit refuses it: the specification of what each storage does. */
public sealed interface LimitDecision {
    /**
     * A live session of the subject.
     *
     * @param id the session
     * @param clientId the client that it was started from
     * @param createdAt time of sign-in
     */
    record Candidate(SessionId id, String clientId, Instant createdAt) {}

    /**
     * The new session is stored.
     *
     * @param evicted the sessions that are ended for it, the oldest first
     */
    record Accept(List<SessionId> evicted) implements LimitDecision {}

    /**
     * The new session is not stored, and nothing is ended.
     *
     * @param maximum of the limit that refuses it
     */
    record Refuse(int maximum) implements LimitDecision {}

    /**
     * Decides: first by the client's limit, then by the subject's on what that leaves.
     *
     * @param limits both
     * @param clientId the new session's client
     * @param live all live sessions of the subject, in any order
     * @return what becomes of the new session
     */
    static LimitDecision decide(SessionLimits limits, String clientId, List<Candidate> live) {
        List<Candidate> left = new ArrayList<>(live);
        left.sort(Comparator.comparing(Candidate::createdAt).thenComparing(Candidate::id));
        List<SessionId> evicted = new ArrayList<>();
        List<Candidate> ofClient = left.stream()
                .filter(session -> session.clientId().equals(clientId))
                .toList();
        LimitDecision byClient = decide(limits.ofClient(), ofClient);
        if (!(byClient instanceof Accept acceptedByClient)) {
            return byClient;
        }
        evicted.addAll(acceptedByClient.evicted());
        left.removeIf(session -> acceptedByClient.evicted().contains(session.id()));
        LimitDecision bySubject = decide(limits.ofSubject(), left);
        if (!(bySubject instanceof Accept acceptedBySubject)) {
            return bySubject;
        }
        evicted.addAll(acceptedBySubject.evicted());
        return new Accept(List.copyOf(evicted));
    }

    private static LimitDecision decide(SessionLimit limit, List<Candidate> oldestFirst) {
        if (limit instanceof SessionLimit.RejectNew reject && oldestFirst.size() >= reject.maximum()) {
            return new Refuse(reject.maximum());
        }
        if (limit instanceof SessionLimit.EvictOldest evict && oldestFirst.size() >= evict.maximum()) {
            return new Accept(oldestFirst.stream()
                    .limit(oldestFirst.size() - evict.maximum() + 1L)
                    .map(Candidate::id)
                    .toList());
        }
        return new Accept(List.of());
    }
}
