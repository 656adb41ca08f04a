package io.symbolon;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the connections that a revocation concerns without a look at all others. Thread-safe. */
final class LiveConnectionIndex<C> {
    private final Map<C, LiveConnection<C>> all = new ConcurrentHashMap<>();
    private final Map<SessionId, Set<LiveConnection<C>>> bySession = new ConcurrentHashMap<>();
    private final Map<String, Set<LiveConnection<C>>> bySubject = new ConcurrentHashMap<>();

    /** Returns false if the connection is there already. */
    boolean add(LiveConnection<C> live) {
        if (all.putIfAbsent(live.connection(), live) != null) {
            return false;
        }
        add(bySession, live.sessionId(), live);
        add(bySubject, live.subject(), live);
        return true;
    }

    void remove(LiveConnection<C> live) {
        all.remove(live.connection(), live);
        remove(bySession, live.sessionId(), live);
        remove(bySubject, live.subject(), live);
    }

    Optional<LiveConnection<C>> of(C connection) {
        return Optional.ofNullable(all.get(connection));
    }

    Collection<LiveConnection<C>> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    int size() {
        return all.size();
    }

    /** Those of a session, or of a subject, or all. */
    Collection<LiveConnection<C>> concernedBy(Optional<SessionId> session, Optional<String> subject) {
        if (session.isPresent()) {
            return List.copyOf(bySession.getOrDefault(session.orElseThrow(), Set.of()));
        }
        return subject.<Collection<LiveConnection<C>>>map(it -> List.copyOf(bySubject.getOrDefault(it, Set.of())))
                .orElseGet(this::all);
    }

    private static <K, V> void add(Map<K, Set<V>> sets, K key, V value) {
        sets.compute(key, (it, before) -> {
            Set<V> set = before == null ? ConcurrentHashMap.newKeySet() : before;
            set.add(value);
            return set;
        });
    }

    private static <K, V> void remove(Map<K, Set<V>> sets, K key, V value) {
        sets.computeIfPresent(key, (it, set) -> {
            set.remove(value);
            return set.isEmpty() ? null : set;
        });
    }
}
