package io.symbolon.testkit.simulation;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionId;
import io.symbolon.SessionListener;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one run of a node tells its listeners, and what has to be true of it. */
final class News implements SessionListener {
    private static final int THROWS_AT_EACH = 7;

    /** Something that was told, and when. */
    private record Told(Revocation.Target target, long minimum, long micros) {}

    private final Node node;
    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final List<Told> ended = new ArrayList<>();
    private final List<Told> expired = new ArrayList<>();
    private final Set<End> knownBefore = new HashSet<>();
    private final Set<Outdating> outdatedBefore = new HashSet<>();
    private int count;

    News(Node node, Scheduler scheduler, Servers servers, Facts facts) {
        this.node = node;
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
    }

    /** What the node has read so far is no news. */
    void started() {
        knownBefore.addAll(node.known());
        facts.outdatings().stream().filter(node::knows).forEach(outdatedBefore::add);
    }

    @Override
    public void revoked(RevokedEvent event) {
        Told told = told(target(event.subject(), event.sessionId(), event.partitions()), event.minimumVersion());
        List<End> done = facts.ends().stream()
                .filter(end -> end.isToldBy(told.target, told.minimum))
                .toList();
        requireNew(ended, told, done);
        if (done.isEmpty()) {
            throw broken("tells that something was ended that was not");
        }
        if (done.stream()
                .noneMatch(end -> end.cause == event.cause()
                        || (end.causesAgain.contains(event.cause()) && servers.mayHaveForgotten(end.micros)))) {
            throw broken("tells another cause of an end than it had");
        }
        node.heard(done);
        sometimesFails();
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        Told told = told(target(event.subject(), event.sessionId(), Optional.empty()), event.minimumVersion());
        List<Outdating> done = facts.outdatings().stream()
                .filter(outdating -> outdating.isToldBy(told.target, told.minimum))
                .toList();
        requireNew(expired, told, done);
        if (!facts.wasExpired(told.target)) {
            throw broken("tells that something was outdated that was not");
        }
        sometimesFails();
    }

    /**
     * Judges what was told, when nothing waits to be told any more.
     *
     * @param dropped how many events the node says that it dropped
     * @param refused how many found no room
     */
    void requireComplete(long dropped, long refused, AccessRules access) {
        if (dropped != refused) {
            throw broken("says that it dropped " + dropped + " events where " + refused + " found no room");
        }
        long missing = node.known().stream()
                .filter(end -> knownBefore.stream().noneMatch(before -> end.isCoveredBy(before.target, before.minimum)))
                .filter(end -> !isOfExpired(end, access))
                .filter(end -> ended.stream().noneMatch(told -> end.isCoveredBy(told.target, told.minimum)))
                .count();
        missing += facts.sessions().stream()
                .filter(session -> session.outdatings.stream()
                        .anyMatch(outdating -> node.knows(outdating) && !outdatedBefore.contains(outdating)))
                .filter(session -> !access.mayBeOver(session))
                .filter(session -> expired.stream().noneMatch(told -> names(told.target, session)))
                .count();
        if (missing > 0 && dropped == 0) {
            throw broken("did not tell what it learned, " + missing + " times");
        }
    }

    /** Who ends a session that has expired need not be told of it. */
    private boolean isOfExpired(End end, AccessRules access) {
        SessionFacts session = end.target instanceof Revocation.OfSession one ? facts.of(one.id()) : null;
        return session != null && access.mayHaveExpired(session);
    }

    /** What is done once more after a node has forgotten it is news again. */
    private void requireNew(List<Told> before, Told told, List<? extends Logged> done) {
        boolean mayBeForgotten = done.stream().anyMatch(logged -> servers.mayHaveForgotten(logged.micros));
        for (Told earlier : before) {
            if (earlier.minimum >= told.minimum && earlier.target.equals(told.target)) {
                if (!mayBeForgotten && !servers.mayHaveForgotten(earlier.micros)) {
                    throw broken("tells again what it told");
                }
                return;
            }
        }
        before.add(told);
    }

    /** A listener that throws breaks nothing. */
    private void sometimesFails() {
        if (++count % THROWS_AT_EACH == 0) {
            throw new IllegalStateException("a listener that throws");
        }
    }

    private Told told(Revocation.Target target, long minimum) {
        return new Told(target, minimum, scheduler.now());
    }

    private static boolean names(Revocation.Target target, SessionFacts session) {
        if (target instanceof Revocation.OfSession one) {
            return one.id().equals(session.id);
        }
        return target instanceof Revocation.OfSubject all && all.subject().equals(session.subject);
    }

    private static Revocation.Target target(
            Optional<String> subject, Optional<SessionId> session, Optional<SessionPartitions> partitions) {
        if (session.isPresent()) {
            return new Revocation.OfSession(session.get(), Optional.empty());
        }
        return partitions.isPresent()
                ? new Revocation.OfEverything(partitions.get())
                : new Revocation.OfSubject(subject.orElseThrow());
    }

    private Scheduler.Stopped broken(String text) {
        return facts.broken("listeners", node.name + " " + text);
    }
}
