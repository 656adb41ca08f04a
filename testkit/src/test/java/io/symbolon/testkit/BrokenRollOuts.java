package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Optional;

/** Storages that do harm to what a newer node wrote, in one way each. */
final class BrokenRollOuts {
    private BrokenRollOuts() {}

    static UserSessionStorage whoseKindsAreForgotten(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Integer> restore(List<Revocation> revocations) {
                return sound.restore(revocations.stream()
                        .map(revocation -> new Revocation(
                                revocation.target(),
                                revocation.ends() ? Revocation.Kind.ENDED : Revocation.Kind.OUTDATED,
                                revocation.minimumVersion(),
                                revocation.cause(),
                                revocation.at()))
                        .toList());
            }
        };
    }

    static UserSessionStorage whosePartsAreForgotten(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                SessionParts known = update.parts();
                for (int tag = 1_000; tag <= 0xFFFF; tag++) {
                    known = known.find(tag).isPresent() ? known.without(tag) : known;
                }
                return sound.update(new SessionUpdate(
                        update.id(),
                        update.expectedRevision(),
                        update.generation(),
                        update.refreshes(),
                        update.outdates(),
                        known));
            }
        };
    }

    static UserSessionStorage whoseNewerCauseIsAFault(UserSessionStorage sound) {
        return BrokenLogs.withPages(sound, page -> {
            if (page.revocations().stream()
                    .anyMatch(revocation -> revocation.cause().equals(Optional.of(RevocationCause.UNKNOWN)))) {
                throw new SessionStorageException("No such cause.", true, null);
            }
            return page;
        });
    }
}
