package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.Inserts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/** Limits and clients, each with one small thing wrong. */
@NullMarked
final class LimitDefects {
    private LimitDefects() {}

    static UserSessionStorage allowsOneMore(UserSessionStorage sound) {
        return inserting(
                sound,
                insert -> Inserts.withLimits(
                        insert,
                        new SessionLimits(
                                more(insert.limits().ofClient()),
                                more(insert.limits().ofSubject()))));
    }

    static UserSessionStorage countsClientsTogether(UserSessionStorage sound) {
        return inserting(
                sound,
                insert -> insert.limits().ofClient() instanceof SessionLimit.Unlimited
                        ? insert
                        : Inserts.withLimits(
                                insert, SessionLimits.ofSubject(insert.limits().ofClient())));
    }

    static UserSessionStorage evictsThoughItRefuses(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                if (result.session().isEmpty()) {
                    sound.findAll(insert.subject()).value().stream()
                            .min(Comparator.comparing(StoredSession::createdAt))
                            .ifPresent(oldest -> sound.end(oldest.id(), RevocationCause.REPLACED_BY_NEWER_SIGN_IN));
                }
                return result;
            }
        };
    }

    static UserSessionStorage doesNotTellWhoGaveWay(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                return new InsertResult(result.session(), result.refusedAt(), result.subjectMinimum(), List.of());
            }
        };
    }

    static UserSessionStorage forgetsTheClient(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> find(SessionId id) {
                StorageResult<Optional<StoredSession>> found = sound.find(id);
                return new StorageResult<>(
                        found.value().map(LimitDefects::ofNoClient), found.now(), found.revocations());
            }
        };
    }

    static UserSessionStorage givesAllClientsOneLife(UserSessionStorage sound) {
        SessionLifetime longest = SessionLifetime.of(Duration.ofMinutes(60), Duration.ofMinutes(240));
        return inserting(
                sound,
                insert -> new SessionInsert(
                        insert.id(),
                        insert.subject(),
                        insert.clientId(),
                        insert.refreshKeyId(),
                        insert.clientId().equals(Cluster.ISSUER) ? insert.lifetime() : longest,
                        insert.parts(),
                        insert.limits(),
                        insert.minimumVersion()));
    }

    private static UserSessionStorage inserting(UserSessionStorage sound, UnaryOperator<SessionInsert> change) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                return sound.insert(change.apply(insert));
            }
        };
    }

    private static SessionLimit more(SessionLimit limit) {
        return limit instanceof SessionLimit.EvictOldest evict ? SessionLimit.evictOldest(evict.maximum() + 1) : limit;
    }

    private static StoredSession ofNoClient(StoredSession session) {
        return new StoredSession(
                session.id(),
                session.subject(),
                Cluster.ISSUER,
                session.version(),
                session.revision(),
                session.generation(),
                session.createdAt(),
                session.refreshedAt(),
                session.lifetime(),
                session.parts());
    }
}
