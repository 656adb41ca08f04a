package io.symbolon.testkit.simulation;

import io.symbolon.Binding;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Generation;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the servers carried out, in its order: what answers are judged by. */
final class Facts {
    private final Scheduler scheduler;
    private final Map<SessionId, SessionFacts> sessions = new LinkedHashMap<>();
    private final List<End> ends = new ArrayList<>();
    private final List<Outdating> outdatings = new ArrayList<>();
    private final Set<Revocation.Target> expired = new HashSet<>();
    private boolean hasLost;
    private long lastFailOver;

    Facts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Ends the history: a guarantee does not hold. */
    Scheduler.Stopped broken(String guarantee, String text) {
        scheduler.fail(new Broken(guarantee, text));
        return new Scheduler.Stopped();
    }

    List<SessionFacts> sessions() {
        return List.copyOf(sessions.values());
    }

    @Nullable
    SessionFacts of(SessionId id) {
        return sessions.get(id);
    }

    List<End> ends() {
        return ends;
    }

    List<Outdating> outdatings() {
        return outdatings;
    }

    /** Whether access tokens of a session, or of all sessions of a subject, were ever expired. */
    boolean wasExpired(Revocation.Target target) {
        return expired.contains(target);
    }

    /** Whether a fail-over has lost writes. */
    boolean hasLost() {
        return hasLost;
    }

    /** When a server took over last. */
    long lastFailOver() {
        return lastFailOver;
    }

    void inserted(@Nullable ApiCall call, InsertResult result, long tick) {
        StoredSession stored = result.session().orElse(null);
        SessionFacts earlier = stored == null ? null : sessions.get(stored.id());
        if (call != null && earlier != null && !earlier.ends.isEmpty()) {
            // Stored once more: this answer does not tell what the first one did.
            call.ends.clear();
        }
        evicted(call, result.revocations(), tick);
        if (stored == null || call == null || (earlier != null && earlier.ends.isEmpty() && !earlier.isLost)) {
            return;
        }
        // Where the same insert comes again after its session was ended, with all others, or lost, it is a new one.
        Set<End> known = new HashSet<>(call.node.known());
        SessionFacts session = new SessionFacts(
                call.label, stored.id(), stored.subject(), call.client, tick, stored.createdAt(), known);
        call.factor.ifPresent(session.firstFactors::add);
        call.claims.ifPresent(value -> session.claims.write(tick, value));
        session.generations.put(0, new GenerationFacts(0, tick, scheduler.now(), Optional.empty(), false));
        ends.stream()
                .filter(end -> end.target instanceof Revocation.OfSession && end.names(session))
                .forEach(session.ends::add);
        session.isStoredAgain = !session.ends.isEmpty();
        sessions.put(stored.id(), session);
    }

    void updated(
            @Nullable ApiCall call, SessionUpdate update, StorageResult<Optional<StoredSession>> result, long tick) {
        SessionFacts session = sessions.get(update.id());
        if (session == null || call == null || result.value().isEmpty()) {
            return;
        }
        call.writes++;
        StoredSession stored = result.value().get();
        if (stored.revision() <= session.revision) {
            throw broken("revision", "a write did not raise the revision: " + session.label);
        }
        session.revision = stored.revision();
        session.bringBack(call.readTick, tick);
        update.generation()
                .ifPresent(next -> session.generations.put(
                        next.number(),
                        new GenerationFacts(
                                next.number(),
                                tick,
                                scheduler.now(),
                                call.factor,
                                next.origin() != Generation.Origin.REFRESH)));
        call.key.ifPresent(key -> bound(session, key, tick));
        if (update.refreshes()) {
            session.refreshedAt.write(tick, result.now());
        }
        if (update.outdates()) {
            Revocation.Target target = new Revocation.OfSession(session.id, Optional.empty());
            expired.add(target);
            outdate(call, session, target, result.revocations(), tick);
        }
        if (!call.verb.equals("create")) {
            call.name.ifPresent(name -> session.name.write(tick, name));
            call.claims.ifPresent(value -> session.claims.write(tick, value));
        }
    }

    private void evicted(@Nullable ApiCall call, List<Revocation> revocations, long tick) {
        for (Revocation revocation : revocations) {
            if (revocation.target() instanceof Revocation.OfSession one) {
                ended(call, one.id(), RevocationCause.REPLACED_BY_NEWER_SIGN_IN, tick);
            }
        }
    }

    private void bound(SessionFacts session, ProofKey key, long tick) {
        Optional<Binding> before = session.binding.last();
        if (before.isPresent() && !before.equals(Optional.of(key.binding()))) {
            throw broken("G11", "a session that was bound was bound to another key: " + session.label);
        }
        session.binding.write(tick, key.binding());
    }

    void ended(@Nullable ApiCall call, SessionId id, RevocationCause cause, long tick) {
        SessionFacts session = sessions.get(id);
        if (session != null && call != null && call.presented != null) {
            endedByRefresh(call, call.presented, session, cause);
        }
        Optional<End> logged =
                ends.stream().filter(end -> !end.isLost && isOf(end.target, id)).findFirst();
        if (logged.isPresent()) {
            // Ended before: the same entry is told again, if the log still has it.
            if (session != null) {
                session.isStoredAgain = false;
            }
            logged.get().causesAgain.add(cause);
            if (call != null) {
                call.ends.add(logged.get());
            }
        } else {
            End end = end(call, new Revocation.OfSession(id, Optional.empty()), Revocation.ALL_VERSIONS, cause, tick);
            if (session != null) {
                session.ends.add(end);
            }
        }
    }

    private void endedByRefresh(ApiCall call, SessionId presented, SessionFacts session, RevocationCause cause) {
        if (!session.id.equals(presented)) {
            throw broken("G8", "a refresh ended another session than the token's");
        }
        boolean isBound = session.binding.at(call.readTick).isPresent() && lastFailOver < call.startTick;
        if (isBound) {
            throw broken("G11", "a refresh ended a session that is bound: " + session.label);
        }
        if (cause != RevocationCause.REUSE_DETECTED && !session.lostBinding) {
            throw broken("G8", "a refresh ended a session, and not for reuse: " + session.label);
        }
    }

    void endedAll(@Nullable ApiCall call, String subject, RevocationCause cause, List<Revocation> logged, long tick) {
        long minimum = logged.stream()
                .filter(revocation -> revocation.target() instanceof Revocation.OfSubject)
                .mapToLong(Revocation::minimumVersion)
                .findFirst()
                .orElse(0);
        if (call != null && call.presented != null) {
            throw broken("G8", "a refresh ended all sessions of its subject");
        }
        endAll(end(call, new Revocation.OfSubject(subject), minimum, cause, tick));
    }

    void endedEverything(
            @Nullable ApiCall call, SessionPartitions partitions, RevocationCause cause, long minimum, long tick) {
        endAll(end(call, new Revocation.OfEverything(partitions), minimum, cause, tick));
    }

    void endedOthers(
            @Nullable ApiCall call,
            SessionId keep,
            RevocationCause cause,
            StorageResult<OptionalInt> result,
            long tick) {
        SessionFacts kept = sessions.get(keep);
        if (result.value().isEmpty() || kept == null) {
            return;
        }
        for (SessionFacts session : sessions.values()) {
            boolean isOther = session.subject.equals(kept.subject) && session != kept;
            if (isOther && !session.isLost && isEnded(session, result)) {
                ended(call, session.id, cause, tick);
            }
        }
    }

    /** The server says so, unless it tells of an earlier end once more; an expired session may be gone already. */
    private static boolean isEnded(SessionFacts session, StorageResult<?> result) {
        boolean isTold = result.revocations().stream().anyMatch(revocation -> isOf(revocation.target(), session.id));
        return isTold ? session.mayBeStored() : session.ends.isEmpty() && !session.hasExpiredAt(result.now());
    }

    private static boolean isOf(Revocation.Target target, SessionId id) {
        return target instanceof Revocation.OfSession one && one.id().equals(id);
    }

    void outdated(@Nullable ApiCall call, SessionId id, StorageResult<Boolean> result, long tick) {
        Revocation.Target target = new Revocation.OfSession(id, Optional.empty());
        expired.add(target);
        if (call != null && !result.value()) {
            // The session is over: this answer does not tell what an earlier one of the same call did.
            call.outdatings.clear();
        }
        SessionFacts session = sessions.get(id);
        if (session != null && result.value() && session.mayBeStored() && !session.isLost) {
            outdate(call, session, target, result.revocations(), tick);
        }
    }

    void outdatedAll(@Nullable ApiCall call, String subject, List<Revocation> logged, long tick) {
        Revocation.Target target = new Revocation.OfSubject(subject);
        expired.add(target);
        sessions.values().stream()
                .filter(session -> session.subject.equals(subject) && !session.isLost)
                .forEach(session -> outdate(call, session, target, logged, tick));
    }

    void restored(List<Revocation> revocations, long tick) {
        ends.forEach(end -> end.restored(revocations, tick));
        outdatings.forEach(outdating -> outdating.restored(revocations, tick));
    }

    /**
     * A fail-over lost all writes after a tick.
     *
     * @param mayBeForgotten whether the nodes may have forgotten what was logged at a moment before they give it back
     */
    void lostAfter(long since, LongPredicate mayBeForgotten) {
        lastFailOver = scheduler.tick();
        for (End end : ends) {
            if (end.lose(lastFailOver, since)) {
                hasLost = true;
                end.wasLost = true;
                if (mayBeForgotten.test(end.micros)) {
                    sessions.values().stream().filter(end::names).forEach(session -> session.escaped.add(end));
                }
            }
        }
        outdatings.forEach(outdating -> outdating.lose(lastFailOver, since));
        for (SessionFacts session : sessions.values()) {
            session.lose(lastFailOver, since);
            hasLost |= session.isLost || session.lostWrites;
        }
    }

    private End end(@Nullable ApiCall call, Revocation.Target target, long minimum, RevocationCause cause, long tick) {
        End end = new End(tick, scheduler.now(), target, minimum, cause);
        // What says as much as one that was lost takes its place.
        ends.stream().filter(lost -> lost.isLost && end.saysWhat(lost)).forEach(lost -> lost.isBackSince(tick));
        ends.add(end);
        if (call != null) {
            call.ends.add(end);
        }
        return end;
    }

    private void endAll(End end) {
        sessions.values().stream().filter(end::names).forEach(session -> session.ends.add(end));
    }

    private void outdate(
            @Nullable ApiCall call,
            SessionFacts session,
            Revocation.Target target,
            List<Revocation> logged,
            long tick) {
        long minimum = logged.stream()
                .filter(revocation -> !revocation.ends())
                .mapToLong(Revocation::minimumVersion)
                .findFirst()
                .orElse(0);
        Outdating outdating = new Outdating(tick, scheduler.now(), call == null ? 0 : call.role, target, minimum);
        outdatings.add(outdating);
        session.outdatings.add(outdating);
        session.ends.stream()
                .filter(end -> end.isLost && !(end.target instanceof Revocation.OfSession))
                .filter(end -> call == null || !call.knownAtStart.contains(end))
                .forEach(session.escaped::add);
        if (call != null) {
            call.outdatings.add(outdating);
        }
    }
}
