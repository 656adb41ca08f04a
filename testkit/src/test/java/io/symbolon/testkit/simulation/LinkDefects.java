package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.Generation;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/** What a node has of a sound storage, each with one small thing wrong: as if the node did it. */
@NullMarked
final class LinkDefects {
    private LinkDefects() {}

    static UserSessionStorage doesNotTellWhatItEnded(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                return silent(sound.end(id, cause));
            }
        };
    }

    static UserSessionStorage doesNotTellThatAllEnded(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
                return silent(sound.endAll(subject, cause, atLeast));
            }
        };
    }

    static UserSessionStorage doesNotTellWhichOthersEnded(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
                return silent(sound.endOthers(keep, cause));
            }
        };
    }

    static UserSessionStorage doesNotTellWhatItOutdated(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> outdate(SessionId id) {
                return silent(sound.outdate(id));
            }

            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                return silent(sound.update(update));
            }
        };
    }

    static UserSessionStorage endsNothingAtReuse(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                return cause == RevocationCause.REUSE_DETECTED
                        ? StorageResult.of(true, sound.find(id).now())
                        : sound.end(id, cause);
            }
        };
    }

    static UserSessionStorage endsAllAtReuse(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                if (cause == RevocationCause.REUSE_DETECTED) {
                    sound.find(id).value().ifPresent(session -> sound.endAll(session.subject(), cause, 0));
                }
                return sound.end(id, cause);
            }
        };
    }

    static UserSessionStorage stepsUpWithoutRotation(UserSessionStorage sound) {
        return updating(sound, update -> isStepUp(update) ? with(Optional.empty(), update) : update);
    }

    static UserSessionStorage forgetsThatItSteppedUp(UserSessionStorage sound) {
        return updating(sound, update -> isStepUp(update) ? with(asRefresh(update), update) : update);
    }

    static UserSessionStorage rotatesWithoutGrace(UserSessionStorage sound) {
        return updating(sound, update -> with(withGraceFrom(update, true), update));
    }

    static UserSessionStorage rotatesWithEndlessGrace(UserSessionStorage sound) {
        return updating(sound, update -> with(withGraceFrom(update, false), update));
    }

    static UserSessionStorage triesAgainWithoutReading(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> result = sound.update(update);
                Optional<StoredSession> other = result.value().isPresent()
                        ? Optional.empty()
                        : sound.find(update.id()).value();
                return other.map(session -> sound.update(ServerDefects.expecting(session.revision(), update)))
                        .orElse(result);
            }
        };
    }

    static UserSessionStorage createsLongerSessions(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                return sound.insert(new SessionInsert(
                        insert.id(),
                        insert.subject(),
                        insert.clientId(),
                        insert.refreshKeyId(),
                        SessionLifetime.of(
                                insert.lifetime().idle().multipliedBy(2),
                                insert.lifetime().absolute().multipliedBy(2)),
                        insert.parts(),
                        insert.limits(),
                        insert.minimumVersion()));
            }
        };
    }

    static UserSessionStorage createsWithoutTheKnownMinimum(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public InsertResult insert(SessionInsert insert) {
                return sound.insert(new SessionInsert(
                        insert.id(),
                        insert.subject(),
                        insert.clientId(),
                        insert.refreshKeyId(),
                        insert.lifetime(),
                        insert.parts(),
                        insert.limits(),
                        0));
            }
        };
    }

    private static UserSessionStorage updating(UserSessionStorage sound, UnaryOperator<SessionUpdate> change) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                return sound.update(change.apply(update));
            }
        };
    }

    private static boolean isStepUp(SessionUpdate update) {
        return update.generation()
                .filter(next -> next.origin() == Generation.Origin.STEP_UP)
                .isPresent();
    }

    private static Optional<NextGeneration> asRefresh(SessionUpdate update) {
        return update.generation()
                .map(next -> new NextGeneration(
                        next.number(), next.graceFrom(), Generation.Origin.REFRESH, next.refreshKeyId()));
    }

    private static Optional<NextGeneration> withGraceFrom(SessionUpdate update, boolean isItself) {
        return update.generation()
                .map(next -> new NextGeneration(
                        next.number(), isItself ? next.number() : 0, next.origin(), next.refreshKeyId()));
    }

    private static SessionUpdate with(Optional<NextGeneration> generation, SessionUpdate update) {
        return new SessionUpdate(
                update.id(),
                update.expectedRevision(),
                generation,
                update.refreshes(),
                update.outdates(),
                update.parts());
    }

    private static <T> StorageResult<T> silent(StorageResult<T> result) {
        return new StorageResult<>(result.value(), result.now(), List.<Revocation>of());
    }
}
