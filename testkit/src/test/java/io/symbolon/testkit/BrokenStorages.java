package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Storages that are wrong in one way each, as a real one could be. */
public final class BrokenStorages {
    private BrokenStorages() {}

    static UserSessionStorage whoseLimitIsCheckedBeforehand(UserSessionStorage sound) {
        Meeting checked = new Meeting();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                if (!(insert.limits().ofSubject() instanceof SessionLimit.EvictOldest evict)) {
                    return sound.insert(insert);
                }
                List<StoredSession> live =
                        new ArrayList<>(sound.findAll(insert.subject()).value());
                live.sort(Comparator.comparing(StoredSession::createdAt).thenComparing(StoredSession::id));
                checked.await();
                List<Revocation> revocations = new ArrayList<>();
                for (StoredSession old : live.subList(0, Math.max(0, live.size() - evict.maximum() + 1))) {
                    revocations.addAll(sound.end(old.id(), RevocationCause.REPLACED_BY_NEWER_SIGN_IN)
                            .revocations());
                }
                InsertResult result = sound.insert(unlimited(insert));
                return InsertResult.stored(result.session().orElseThrow(), result.subjectMinimum(), revocations);
            }
        };
    }

    public static UserSessionStorage whoseEndIsNotLogged(UserSessionStorage sound) {
        Set<SessionId> deleted = ConcurrentHashMap.newKeySet();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> find(SessionId id) {
                StorageResult<Optional<StoredSession>> found = sound.find(id);
                return deleted.contains(id) ? StorageResult.of(Optional.empty(), found.now()) : found;
            }

            @Override
            public StorageResult<List<StoredSession>> findAll(String subject) {
                StorageResult<List<StoredSession>> found = sound.findAll(subject);
                return StorageResult.of(
                        found.value().stream()
                                .filter(session -> !deleted.contains(session.id()))
                                .toList(),
                        found.now());
            }

            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                StorageResult<Optional<StoredSession>> found = find(id);
                Optional<String> subject = found.value().map(StoredSession::subject);
                deleted.add(id);
                return new StorageResult<>(
                        subject.isPresent(),
                        found.now(),
                        List.of(Revocation.sessionEnded(subject, id, cause, found.now())));
            }
        };
    }

    public static UserSessionStorage whoseVersionIsTheClock(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                return new InsertResult(
                        result.session()
                                .map(session ->
                                        insert.toSession(session.createdAt().toEpochMilli(), session.createdAt())),
                        result.refusedAt(),
                        result.subjectMinimum(),
                        result.revocations());
            }
        };
    }

    public static UserSessionStorage whoseUpdateComparesNothing(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                return found.value()
                        .map(session -> sound.update(expecting(session, update)))
                        .orElse(found);
            }
        };
    }

    static UserSessionStorage whoseUpdateComparesBeforehand(UserSessionStorage sound) {
        Meeting compared = new Meeting();
        UserSessionStorage comparesNothing = whoseUpdateComparesNothing(sound);
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                if (found.value().isEmpty() || found.value().get().revision() != update.expectedRevision()) {
                    return StorageResult.of(Optional.empty(), found.now());
                }
                compared.await();
                synchronized (compared) {
                    return comparesNothing.update(update);
                }
            }
        };
    }

    public static UserSessionStorage whoseUpdateIsNotStored(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                return StorageResult.of(found.value().map(session -> session.with(update, found.now())), found.now());
            }
        };
    }

    static UserSessionStorage whoseSecondEndHasItsOwnCause(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                StorageResult<Boolean> result = sound.end(id, cause);
                Revocation first = result.revocations().get(0);
                return new StorageResult<>(
                        result.value(),
                        result.now(),
                        List.of(Revocation.sessionEnded(first.subject(), id, cause, first.at())));
            }
        };
    }

    static UserSessionStorage whoseEndOthersIsALoop(UserSessionStorage sound) {
        Meeting begun = new Meeting();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
                StorageResult<Optional<StoredSession>> kept = sound.find(keep);
                if (kept.value().isEmpty()) {
                    return StorageResult.of(OptionalInt.empty(), kept.now());
                }
                begun.await();
                List<Revocation> revocations = new ArrayList<>();
                for (StoredSession session :
                        sound.findAll(kept.value().get().subject()).value()) {
                    if (!session.id().equals(keep)) {
                        revocations.addAll(sound.end(session.id(), cause).revocations());
                    }
                }
                return new StorageResult<>(OptionalInt.of(revocations.size()), kept.now(), revocations);
            }
        };
    }

    public static UserSessionStorage whoseOutdatedSessionsEnd(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> outdateAll(String subject) {
                return sound.endAll(subject, RevocationCause.ADMINISTRATOR, 0);
            }
        };
    }

    public static UserSessionStorage whoseSessionsNeverExpire(UserSessionStorage sound) {
        Map<SessionId, StoredSession> inserted = new ConcurrentHashMap<>();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                InsertResult result = sound.insert(insert);
                result.session().ifPresent(session -> inserted.put(session.id(), session));
                return result;
            }

            @Override
            public StorageResult<Optional<StoredSession>> find(SessionId id) {
                StorageResult<Optional<StoredSession>> found = sound.find(id);
                return StorageResult.of(found.value().or(() -> Optional.ofNullable(inserted.get(id))), found.now());
            }
        };
    }

    static UserSessionStorage whoseSubjectsAreFolded(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findAll(String subject) {
                StorageResult<List<StoredSession>> exact = sound.findAll(subject);
                List<StoredSession> found = new ArrayList<>(exact.value());
                found.addAll(sound.findAll(subject.toLowerCase(Locale.ROOT)).value());
                return StorageResult.of(found.stream().distinct().toList(), exact.now());
            }
        };
    }

    static UserSessionStorage whosePartsAreTrimmed(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                byte[] bytes = update.parts().toBytes();
                boolean endsWithZero = bytes.length > 0 && bytes[bytes.length - 1] == 0;
                return sound.update(new SessionUpdate(
                        update.id(),
                        update.expectedRevision(),
                        update.generation(),
                        update.refreshes(),
                        update.outdates(),
                        endsWithZero ? SessionParts.none() : update.parts()));
            }
        };
    }

    public static UserSessionStorage thatRestoresNothing(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> restore(List<Revocation> revocations) {
                return StorageResult.of(
                        revocations.size(), sound.findAll("nobody").now());
            }
        };
    }

    public static UserSessionStorage thatRestoresNoOutdatingOfALostSession(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> restore(List<Revocation> revocations) {
                return sound.restore(revocations.stream()
                        .filter(revocation -> revocation.ends()
                                || revocation
                                        .sessionId()
                                        .map(id -> sound.find(id).value().isPresent())
                                        .orElse(true))
                        .toList());
            }
        };
    }

    static UserSessionStorage thatDoesNotKnowThatARetryIsSafe(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> find(SessionId id) {
                try {
                    return sound.find(id);
                } catch (SessionStorageException away) {
                    throw new SessionStorageException("Something failed.", false, away);
                }
            }
        };
    }

    static UserSessionStorage whoseCloseIsForgotten(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public void close() {}
        };
    }

    private static SessionInsert unlimited(SessionInsert insert) {
        return new SessionInsert(
                insert.id(),
                insert.subject(),
                insert.clientId(),
                insert.refreshKeyId(),
                insert.lifetime(),
                insert.parts(),
                SessionLimits.ofSubject(SessionLimit.unlimited()),
                insert.minimumVersion());
    }

    private static SessionUpdate expecting(StoredSession session, SessionUpdate update) {
        return new SessionUpdate(
                update.id(),
                session.revision(),
                update.generation(),
                update.refreshes(),
                update.outdates(),
                update.parts());
    }
}
