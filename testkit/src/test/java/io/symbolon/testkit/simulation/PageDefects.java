package io.symbolon.testkit.simulation;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** Pages of a subject's sessions, each with one small thing wrong. */
@NullMarked
final class PageDefects {
    private PageDefects() {}

    /** As one that looks for the place of the cursor. */
    static UserSessionStorage needsTheCursorsSession(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                boolean isGone =
                        after.isPresent() && sound.find(after.get()).value().isEmpty();
                StorageResult<List<StoredSession>> page = sound.findPage(subject, limit, after);
                return isGone ? StorageResult.of(List.of(), page.now()) : page;
            }
        };
    }

    /** As one that counts how many were shown. */
    static UserSessionStorage skipsOneBehindTheCursor(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                StorageResult<List<StoredSession>> page = sound.findPage(subject, limit + 1, after);
                List<StoredSession> found = page.value();
                List<StoredSession> shown = after.isPresent()
                        ? found.stream().skip(1).toList()
                        : found.stream().limit(limit).toList();
                return StorageResult.of(shown, page.now());
            }
        };
    }

    static UserSessionStorage ordersTheOldestFirst(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
                StorageResult<List<StoredSession>> page = sound.findPage(subject, limit, after);
                List<StoredSession> reversed = new ArrayList<>(page.value());
                Collections.reverse(reversed);
                return StorageResult.of(reversed, page.now());
            }
        };
    }

    /** As one that has the page of the first asking in a cache. */
    static Api keepsPages(JwtUserSessionManager manager) {
        return new Api(manager) {
            private Optional<List<UserSession>> kept = Optional.empty();
            private Optional<String> keptOf = Optional.empty();

            @Override
            List<UserSession> list(String subject, int limit, Optional<SessionId> after) {
                if (after.isPresent()) {
                    return super.list(subject, limit, after);
                }
                if (kept.isEmpty() || !keptOf.equals(Optional.of(subject + limit))) {
                    kept = Optional.of(super.list(subject, limit, after));
                    keptOf = Optional.of(subject + limit);
                }
                return kept.get();
            }
        };
    }
}
