package io.symbolon.jdbc;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what these tests store. */
final class Sessions {
    static final SessionContext CONTEXT =
            new SessionContext("192.0.2.1", new Device("desktop", "Firefox on Linux"), "Chisinau, MD");

    private Sessions() {}

    static SessionId newId(String subject) {
        return idIn(SessionId.partitionOf(subject));
    }

    static SessionId idIn(int partition) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long first = System.currentTimeMillis() << 16 | (long) partition << 8 | random.nextInt(256);
        return SessionId.of(first, random.nextLong());
    }

    static SessionInsert of(String subject) {
        return of(subject, SessionLifetime.defaults(), SessionLimit.unlimited());
    }

    static SessionInsert of(String subject, SessionLimit limit) {
        return of(subject, SessionLifetime.defaults(), limit);
    }

    static SessionInsert of(String subject, SessionLifetime lifetime) {
        return of(subject, lifetime, SessionLimit.unlimited());
    }

    /** One that takes eight kilobytes, however well the database compresses. */
    static SessionInsert large(String subject) {
        byte[] content = new byte[8_192];
        ThreadLocalRandom.current().nextBytes(content);
        return new SessionInsert(
                newId(subject),
                subject,
                "web",
                "key-1",
                SessionLifetime.defaults(),
                SessionParts.none().with(1, false, content),
                SessionLimits.ofSubject(SessionLimit.unlimited()),
                0);
    }

    static SessionUpdate rotationOf(StoredSession session) {
        int next = session.generation().number() + 1;
        NextGeneration generation = new NextGeneration(next, next - 1, Generation.Origin.REFRESH, "key-2");
        return new SessionUpdate(
                session.id(), session.revision(), Optional.of(generation), true, false, parts("rotated"));
    }

    static SessionParts parts(String text) {
        return SessionParts.none().with(1, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** All that a log holds after a cursor. */
    static List<Revocation> read(RevocationLog log, LogCursor after) throws InterruptedException {
        List<Revocation> revocations = new ArrayList<>();
        LogCursor cursor = after;
        LogPage page;
        do {
            page = log.read(cursor, Duration.ZERO);
            revocations.addAll(page.revocations());
            cursor = page.next();
        } while (!page.atEnd());
        return revocations;
    }

    static LogCursor end(RevocationLog log) throws InterruptedException {
        LogCursor cursor = LogCursor.START;
        LogPage page;
        do {
            page = log.read(cursor, Duration.ZERO);
            cursor = page.next();
        } while (!page.atEnd());
        return cursor;
    }

    private static SessionInsert of(String subject, SessionLifetime lifetime, SessionLimit limit) {
        return new SessionInsert(
                newId(subject), subject, "web", "key-1", lifetime, parts("new"), SessionLimits.ofSubject(limit), 0);
    }
}
