package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Storages, each with one small thing wrong. */
@NullMarked
final class ServerDefects {
    private ServerDefects() {}

    static UserSessionStorage endsWithoutAnEntry(UserSessionStorage sound) {
        Set<SessionId> ended = new HashSet<>();
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> find(SessionId id) {
                StorageResult<Optional<StoredSession>> found = sound.find(id);
                return StorageResult.of(found.value().filter(session -> !ended.contains(id)), found.now());
            }

            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                StorageResult<Optional<StoredSession>> found = sound.find(id);
                ended.add(id);
                return new StorageResult<>(
                        found.value().isPresent(),
                        found.now(),
                        List.of(Revocation.sessionEnded(Optional.empty(), id, cause, found.now())));
            }
        };
    }

    static UserSessionStorage findsWhatHasEnded(UserSessionStorage sound) {
        Map<SessionId, StoredSession> inserted = new HashMap<>();
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

    static UserSessionStorage givesTheClockAsVersion(UserSessionStorage sound) {
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

    static UserSessionStorage comparesNoRevision(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                return found.value()
                        .map(session -> sound.update(expecting(session.revision(), update)))
                        .orElse(found);
            }
        };
    }

    static UserSessionStorage storesNoUpdate(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                return StorageResult.of(found.value().map(session -> session.with(update, found.now())), found.now());
            }
        };
    }

    static UserSessionStorage storesNoDescription(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                boolean isDescription = update.generation().isEmpty() && !update.refreshes() && !update.outdates();
                StorageResult<Optional<StoredSession>> found = sound.find(update.id());
                return isDescription && found.value().isPresent()
                        ? sound.update(new SessionUpdate(
                                update.id(),
                                update.expectedRevision(),
                                Optional.empty(),
                                false,
                                false,
                                found.value().get().parts()))
                        : sound.update(update);
            }
        };
    }

    static UserSessionStorage restoresNothing(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> restore(List<Revocation> revocations) {
                return StorageResult.of(
                        revocations.size(), sound.findAll("nobody").now());
            }
        };
    }

    static UserSessionStorage endsWhatItShouldOutdate(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> outdateAll(String subject) {
                return sound.endAll(subject, RevocationCause.ADMINISTRATOR, 0);
            }
        };
    }

    static UserSessionStorage endsAnotherSubjectToo(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
                sound.endAll("user-0", cause, atLeast);
                return sound.endAll(subject, cause, atLeast);
            }
        };
    }

    static UserSessionStorage endsTheKeptOneToo(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
                StorageResult<OptionalInt> result = sound.endOthers(keep, cause);
                if (result.value().isPresent()) {
                    sound.end(keep, cause);
                }
                return result;
            }
        };
    }

    static UserSessionStorage outdatesNobody(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> outdateAll(String subject) {
                StorageResult<List<StoredSession>> found = sound.findAll(subject);
                return StorageResult.of(found.value().size(), found.now());
            }
        };
    }

    static UserSessionStorage endsHalfOfEverything(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
                return partition % 2 == 0
                        ? sound.endEverything(partition, cause, atLeast)
                        : StorageResult.of(atLeast, sound.findAll("nobody").now());
            }
        };
    }

    static UserSessionStorage listsAllButTheFirst(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<List<StoredSession>> findAll(String subject) {
                StorageResult<List<StoredSession>> found = sound.findAll(subject);
                return StorageResult.of(found.value().stream().skip(1).toList(), found.now());
            }
        };
    }

    static SessionUpdate expecting(long revision, SessionUpdate update) {
        return new SessionUpdate(
                update.id(), revision, update.generation(), update.refreshes(), update.outdates(), update.parts());
    }
}
