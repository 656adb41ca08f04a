package io.symbolon.testkit;

import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Storages whose pages are wrong. */
final class BrokenPages {
    private BrokenPages() {}

    static UserSessionStorage whoseOrderIsThatOfTexts(UserSessionStorage sound) {
        Comparator<StoredSession> byText =
                Comparator.comparing((StoredSession session) -> session.id().toString());
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                return page(
                        sound.findAll(subject),
                        byText,
                        session -> after.isEmpty()
                                || session.id().toString().compareTo(after.get().toString()) < 0,
                        limit);
            }
        };
    }

    static UserSessionStorage whoseOrderIsAscending(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                return page(
                        sound.findAll(subject),
                        Comparator.comparing(StoredSession::id).reversed(),
                        session -> after.isEmpty() || session.id().compareTo(after.get()) > 0,
                        limit);
            }
        };
    }

    static UserSessionStorage whoseCursorHasToExist(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                boolean isThere =
                        after.isEmpty() || sound.find(after.get()).value().isPresent();
                return isThere
                        ? sound.findPage(subject, limit, after)
                        : StorageResult.of(List.of(), sound.findAll(subject).now());
            }
        };
    }

    static UserSessionStorage whosePagesCountWhatHasExpired(UserSessionStorage sound) {
        Map<SessionId, StoredSession> inserted = new ConcurrentHashMap<>();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                result.session().ifPresent(session -> inserted.put(session.id(), session));
                return result;
            }

            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                StorageResult<List<StoredSession>> live = sound.findAll(subject);
                List<StoredSession> all = inserted.values().stream()
                        .filter(session -> session.subject().equals(subject))
                        .toList();
                StorageResult<List<StoredSession>> page = page(
                        StorageResult.of(all, live.now()),
                        Comparator.comparing(StoredSession::id),
                        isAfter(after),
                        limit);
                return StorageResult.of(
                        page.value().stream().filter(live.value()::contains).toList(), live.now());
            }
        };
    }

    private static Predicate<StoredSession> isAfter(Optional<SessionId> after) {
        return session -> after.isEmpty() || session.id().compareTo(after.get()) < 0;
    }

    private static StorageResult<List<StoredSession>> page(
            StorageResult<List<StoredSession>> all,
            Comparator<StoredSession> order,
            Predicate<StoredSession> filter,
            int limit) {
        return StorageResult.of(
                all.value().stream()
                        .filter(filter)
                        .sorted(order.reversed())
                        .limit(limit)
                        .toList(),
                all.now());
    }
}
