package io.symbolon.testkit;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what the contracts insert, and updates of it. */
final class NewSession {
    static final SessionContext OTHER_CONTEXT =
            new SessionContext("2001:db8::7", new Device("phone", "App on Android"), "Bălți, MD");

    private final String subject;
    private SessionId id;
    private SessionLifetime lifetime = SessionLifetime.defaults();
    private Optional<Duration> accessTokenTtl = Optional.empty();
    private SessionContext context = SessionContext.of("192.0.2.1");
    private String claims = "{}";
    private SessionLimit limit = SessionLimit.unlimited();
    private long minimumVersion;

    private NewSession(String subject) {
        this.subject = subject;
        this.id = newId(subject);
    }

    static NewSession of(String subject) {
        return new NewSession(subject);
    }

    static SessionId newId(String subject) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long partition = SessionId.partitionOf(subject);
        long first = System.currentTimeMillis() << 16 | partition << 8 | random.nextInt(256);
        return SessionId.of(first, random.nextLong());
    }

    /** Another subject of the same partition. */
    static String neighbourOf(String subject) {
        int partition = SessionId.partitionOf(subject);
        int number = 0;
        while (SessionId.partitionOf("neighbour-" + number) != partition) {
            number++;
        }
        return "neighbour-" + number;
    }

    NewSession id(SessionId id) {
        this.id = id;
        return this;
    }

    NewSession lifetime(Duration idle, Duration absolute) {
        this.lifetime = SessionLifetime.of(idle, absolute);
        return this;
    }

    NewSession accessTokenTtl(Duration accessTokenTtl) {
        this.accessTokenTtl = Optional.of(accessTokenTtl);
        return this;
    }

    NewSession context(SessionContext context) {
        this.context = context;
        return this;
    }

    NewSession claims(String claims) {
        this.claims = claims;
        return this;
    }

    NewSession limit(SessionLimit limit) {
        this.limit = limit;
        return this;
    }

    NewSession minimumVersion(long minimumVersion) {
        this.minimumVersion = minimumVersion;
        return this;
    }

    SessionInsert toInsert() {
        return new SessionInsert(
                id, subject, "key-1", lifetime, accessTokenTtl, context, claims, limit, minimumVersion);
    }

    /** A rotation to the next generation. */
    static SessionUpdate rotationOf(StoredSession session) {
        return rotationOf(session, "key-2");
    }

    static SessionUpdate rotationOf(StoredSession session, String refreshKeyId) {
        return new SessionUpdate(
                session.id(),
                session.generation(),
                session.version(),
                session.generation() + 1,
                refreshKeyId,
                true,
                OTHER_CONTEXT,
                "{\"rotated\":true}");
    }
}
