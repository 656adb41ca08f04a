package io.symbolon.redis;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Sessions of a typical application. */
final class Sample {
    static final SessionContext CONTEXT =
            new SessionContext("203.0.113.77", new Device("desktop", "Firefox on Linux"), "Chisinau, MD");
    static final String CLAIMS = "{\"roles\":[\"user\",\"editor\"],\"tenant\":\"acme\",\"name\":\"Ada Lovelace\"}";

    private Sample() {}

    static SessionId newId(String subject) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16;
        return SessionId.of(time | (long) SessionId.partitionOf(subject) << 8 | random.nextInt(256), random.nextLong());
    }

    static SessionInsert insert(String subject) {
        return insert(subject, SessionLifetime.defaults(), SessionLimit.unlimited());
    }

    static SessionInsert insert(String subject, SessionLifetime lifetime, SessionLimit limit) {
        return new SessionInsert(newId(subject), subject, "k1", lifetime, Optional.empty(), CONTEXT, CLAIMS, limit, 0);
    }

    static StoredSession stored(UserSessionStorage storage, String subject) {
        return storage.insert(insert(subject)).session().orElseThrow();
    }

    /** The rotation of a session by its client, from where it was. */
    static SessionUpdate rotation(StoredSession session) {
        return new SessionUpdate(
                session.id(),
                session.generation(),
                session.version(),
                session.generation() + 1,
                session.refreshKeyId(),
                true,
                CONTEXT,
                session.claims());
    }

    static List<Revocation> readAll(RevocationLog log) throws InterruptedException {
        List<Revocation> all = new ArrayList<>();
        LogPage page = log.read(LogCursor.START, Duration.ZERO);
        all.addAll(page.revocations());
        while (!page.atEnd()) {
            page = log.read(page.next(), Duration.ZERO);
            all.addAll(page.revocations());
        }
        return all;
    }

    static LogCursor end(RevocationLog log) throws InterruptedException {
        LogPage page = log.read(LogCursor.START, Duration.ZERO);
        while (!page.atEnd()) {
            page = log.read(page.next(), Duration.ZERO);
        }
        return page.next();
    }
}
