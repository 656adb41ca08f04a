package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of each operation of a storage, by name. */
final class StorageCalls {
    /** A call. */
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    private StorageCalls() {}

    /** Calls that are about a session, its subject, and parts that have the subject's text. */
    static Map<String, Call> of(UserSessionStorage storage, StoredSession session) {
        String subject = session.subject();
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put(
                "insert",
                () -> storage.insert(
                        NewSession.of(subject).parts(NewSession.parts(subject)).toInsert()));
        calls.put("find", () -> storage.find(session.id()));
        calls.put("findAll", () -> storage.findAll(subject));
        calls.put("findPage", () -> storage.findPage(subject, 10, Optional.of(session.id())));
        calls.put("update", () -> storage.update(NewSession.rotationOf(session)));
        calls.put("end", () -> storage.end(session.id(), RevocationCause.SIGNED_OUT));
        calls.put("endAll", () -> storage.endAll(subject, RevocationCause.ADMINISTRATOR, 0));
        calls.put("endEverything", () -> storage.endEverything(0, RevocationCause.ADMINISTRATOR, 0));
        calls.put("endOthers", () -> storage.endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION));
        calls.put("outdate", () -> storage.outdate(session.id()));
        calls.put("outdateAll", () -> storage.outdateAll(subject));
        calls.put("restore", () -> storage.restore(List.of(endOf(session))));
        calls.put("read", () -> storage.revocationLog().read(LogCursor.START, Duration.ZERO));
        return calls;
    }

    private static Revocation endOf(StoredSession session) {
        return Revocation.sessionEnded(
                Optional.of(session.subject()), session.id(), RevocationCause.SIGNED_OUT, Instant.EPOCH);
    }
}
