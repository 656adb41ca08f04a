package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.NullMarked;

/** Storages, each with one small thing wrong that only the simulation finds, or finds in another way. */
@NullMarked
final class ServerDefects {
    private ServerDefects() {}

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
