package io.symbolon.redis;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Generation;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Sessions of a typical application. */
final class Sample {
    static final SessionContext CONTEXT =
            new SessionContext("203.0.113.77", new Device("desktop", "Firefox on Linux"), "Chisinau, MD");
    static final SessionParts PARTS =
            SessionParts.none().with(1, false, "{\"tenant\":\"acme\"}".getBytes(StandardCharsets.UTF_8));

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
        return new SessionInsert(
                newId(subject), subject, "web", "k1", lifetime, PARTS, SessionLimits.ofSubject(limit), 0);
    }

    static StoredSession stored(UserSessionStorage storage, String subject) {
        return storage.insert(insert(subject)).session().orElseThrow();
    }

    /** A refresh that makes the next generation. */
    static SessionUpdate rotation(StoredSession session) {
        int current = session.generation().number();
        return new SessionUpdate(
                session.id(),
                session.revision(),
                Optional.of(new NextGeneration(current + 1, current, Generation.Origin.REFRESH, "k2")),
                true,
                false,
                session.parts());
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
