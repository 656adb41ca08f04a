package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Storages whose inserts or ends are wrong in one way each. */
final class BrokenWrites {
    private BrokenWrites() {}

    static UserSessionStorage whoseRepeatsGiveNothing(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                boolean isRepeat = sound.find(insert.id()).value().isPresent();
                InsertResult result = sound.insert(insert);
                return isRepeat
                        ? new InsertResult(result.session(), result.refusedAt(), result.subjectMinimum(), List.of())
                        : result;
            }

            @Override
            public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
                StorageResult<OptionalInt> result = sound.endOthers(keep, cause);
                return result.value().orElse(0) == 0 ? StorageResult.of(result.value(), result.now()) : result;
            }
        };
    }

    static UserSessionStorage whoseLowerBoundIsIgnored(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
                return sound.endAll(subject, cause, 0);
            }
        };
    }

    static UserSessionStorage whoseLowerBoundOfEverythingIsIgnored(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
                return sound.endEverything(partition, cause, 0);
            }
        };
    }

    static UserSessionStorage whoseEndOfEverythingIsOnlySaid(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
                Instant now = sound.findAll("nobody").now();
                long minimum = Math.max(atLeast, now.toEpochMilli() + 1);
                return new StorageResult<>(
                        minimum,
                        now,
                        List.of(Revocation.everythingEnded(
                                SessionPartitions.of(partition, sound.partitions()), minimum, cause, now)));
            }
        };
    }

    static UserSessionStorage whoseClientsAreNotCounted(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                return sound.insert(Inserts.withLimits(
                        insert, SessionLimits.ofSubject(insert.limits().ofSubject())));
            }
        };
    }

    /** One limit after the other: the first has done its work before the second rejects. */
    static UserSessionStorage whoseRejectionEndsSessions(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                if (result.refusedAt().isEmpty() || !(insert.limits().ofClient() instanceof SessionLimit.EvictOldest)) {
                    return result;
                }
                Optional<StoredSession> ofClient = sound.findAll(insert.subject()).value().stream()
                        .filter(session -> session.clientId().equals(insert.clientId()))
                        .findAny();
                List<Revocation> revocations = ofClient.map(
                                session -> sound.end(session.id(), RevocationCause.REPLACED_BY_NEWER_SIGN_IN)
                                        .revocations())
                        .orElse(List.of());
                return new InsertResult(result.session(), result.refusedAt(), result.subjectMinimum(), revocations);
            }
        };
    }
}
