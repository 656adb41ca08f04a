package io.symbolon.testkit.simulation;

import io.symbolon.Binding;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is true of a session, by what the servers did. */
final class SessionFacts {
    final String label;
    final SessionId id;
    final String subject;
    final ClientSettings client;
    final long tick;
    final Instant createdAt;

    /** What the node that created it knew of ends then. */
    final Set<End> knownToCreator;

    /** Factors that the sign-in gave. */
    final Set<String> firstFactors = new HashSet<>();

    final List<End> ends = new ArrayList<>();

    /**
     * Ends that it got away from: its version was raised by who did not know them, while the servers had lost them; or they
     * were lost when the nodes had forgotten them.
     */
    final Set<End> escaped = new HashSet<>();

    final List<Outdating> outdatings = new ArrayList<>();
    final NavigableMap<Integer, GenerationFacts> generations = new TreeMap<>();
    final Register<String> name = new Register<>();
    final Register<Integer> claims = new Register<>();
    final Register<Instant> refreshedAt = new Register<>();
    final Register<Binding> binding = new Register<>();

    /** The highest revision that a storage has told. */
    long revision;

    /** Whether a fail-over lost it, or writes of it. */
    boolean isLost;

    boolean lostWrites;
    boolean lostBinding;

    /** Whether its insert came again after its end: then it is stored, and its tokens are dead all the same. */
    boolean isStoredAgain;

    SessionFacts(
            String label,
            SessionId id,
            String subject,
            ClientSettings client,
            long tick,
            Instant createdAt,
            Set<End> knownToCreator) {
        this.label = label;
        this.id = id;
        this.subject = subject;
        this.client = client;
        this.tick = tick;
        this.createdAt = createdAt;
        this.knownToCreator = knownToCreator;
        refreshedAt.write(tick, createdAt);
    }

    /** When a generation was followed by another one. */
    Optional<GenerationFacts> successorOf(int generation) {
        return generations.tailMap(generation, false).values().stream()
                .min((one, other) -> Long.compare(one.tick, other.tick));
    }

    /** Whether the servers have it: for all that is known, nothing that is in force has ended it. */
    boolean mayBeStored() {
        return isStoredAgain || ends.stream().allMatch(end -> end.isLost || escaped.contains(end));
    }

    boolean hasExpiredAt(Instant storageTime) {
        Instant idleEnd = refreshedAt.last().orElse(createdAt).plus(client.idle());
        return !storageTime.isBefore(createdAt.plus(client.absolute())) || !storageTime.isBefore(idleEnd);
    }

    /** Loses at one tick what was written after another. */
    void lose(long tick, long since) {
        isLost |= this.tick > since;
        boolean loses = generations.values().removeIf(generation -> generation.tick > since);
        lostWrites |= loses;
        boolean wasBound = binding.last().isPresent();
        binding.lose(tick, since);
        lostBinding |= wasBound && binding.last().isEmpty();
        revision = 0;
        name.lose(tick, since);
        claims.lose(tick, since);
        refreshedAt.lose(tick, since);
    }

    /** A write at one tick says what it read at another. */
    void bringBack(long read, long tick) {
        name.bringBack(read, tick);
        claims.bringBack(read, tick);
        binding.bringBack(read, tick);
    }
}
