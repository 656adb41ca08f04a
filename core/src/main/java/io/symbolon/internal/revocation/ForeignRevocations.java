package io.symbolon.internal.revocation;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Revocations of a kind that only a newer node knows: judged as ENDED, and kept as they came, so that a storage that lost
 * one gets it back. There are few of them, in the time of a roll-out. Reading takes no lock.
 */
final class ForeignRevocations {
    /** @param target a session's id, or a subject */
    private record Key(Object target, Revocation.Kind kind) {}

    private final Map<Key, Revocation> revocations = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return revocations.isEmpty();
    }

    int size() {
        return revocations.size();
    }

    /** Takes a revocation in, under the view's lock; false if its minimum is not above the one that is known. */
    boolean apply(Object target, Revocation revocation) {
        Key key = new Key(target, revocation.kind());
        Revocation known = revocations.get(key);
        if (known != null && known.minimumVersion() >= revocation.minimumVersion()) {
            return false;
        }
        revocations.put(key, revocation);
        return true;
    }

    long minimumOf(String subject) {
        // Each sign-in asks, and there is hardly ever one.
        return isEmpty()
                ? 0
                : of(subject).mapToLong(Revocation::minimumVersion).max().orElse(0);
    }

    /** A revocation by which a token of a version is dead. */
    Optional<Revocation> against(SessionId session, String subject, long version) {
        return of(session, subject)
                .filter(revocation -> version < revocation.minimumVersion())
                .findAny();
    }

    /** A revocation by which every token of a session is dead. */
    Optional<Revocation> endOf(SessionId session) {
        return of(session)
                .filter(revocation -> revocation.minimumVersion() == Revocation.ALL_VERSIONS)
                .findAny();
    }

    Stream<Revocation> of(SessionId session, String subject) {
        return Stream.concat(of(session), of(subject));
    }

    /** What this has and another lacks. */
    List<Revocation> missingFrom(ForeignRevocations other) {
        return revocations.entrySet().stream()
                .filter(entry -> {
                    Revocation known = other.revocations.get(entry.getKey());
                    return known == null
                            || known.minimumVersion() < entry.getValue().minimumVersion();
                })
                .map(Map.Entry::getValue)
                .toList();
    }

    void forgetBefore(Instant until) {
        revocations.values().removeIf(revocation -> revocation.at().isBefore(until));
    }

    private Stream<Revocation> of(Object target) {
        return revocations.entrySet().stream()
                .filter(entry -> entry.getKey().target().equals(target))
                .map(Map.Entry::getValue);
    }
}
