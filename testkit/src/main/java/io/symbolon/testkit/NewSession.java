package io.symbolon.testkit;

import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what the contracts insert, and updates of it. */
final class NewSession {
    static final String CLIENT = "web";

    private final String subject;
    private SessionId id;
    private String clientId = CLIENT;
    private SessionLifetime lifetime = SessionLifetime.defaults();
    private SessionParts parts = parts("inserted");
    private SessionLimits limits = SessionLimits.ofSubject(SessionLimit.unlimited());
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

    /** Parts that hold a text. */
    static SessionParts parts(String text) {
        return SessionParts.none().with(1, false, text.getBytes(StandardCharsets.UTF_8));
    }

    NewSession id(SessionId id) {
        this.id = id;
        return this;
    }

    NewSession client(String clientId) {
        this.clientId = clientId;
        return this;
    }

    NewSession lifetime(Duration idle, Duration absolute) {
        this.lifetime = SessionLifetime.of(idle, absolute);
        return this;
    }

    NewSession parts(SessionParts parts) {
        this.parts = parts;
        return this;
    }

    /** Limits the subject's sessions. */
    NewSession limit(SessionLimit limit) {
        return limits(SessionLimits.ofSubject(limit));
    }

    NewSession limits(SessionLimits limits) {
        this.limits = limits;
        return this;
    }

    NewSession minimumVersion(long minimumVersion) {
        this.minimumVersion = minimumVersion;
        return this;
    }

    SessionInsert toInsert() {
        return new SessionInsert(id, subject, clientId, "key-1", lifetime, parts, limits, minimumVersion);
    }

    /** A rotation to the next generation. */
    static SessionUpdate rotationOf(StoredSession session) {
        return rotationOf(session, "key-2");
    }

    static SessionUpdate rotationOf(StoredSession session, String refreshKeyId) {
        int current = session.generation().number();
        return update(
                session,
                Optional.of(new NextGeneration(current + 1, current, Generation.Origin.REFRESH, refreshKeyId)),
                true,
                false,
                parts("rotated"));
    }

    /** A change of the parts, and of nothing else. */
    static SessionUpdate partsOf(StoredSession session, SessionParts parts) {
        return update(session, Optional.empty(), false, false, parts);
    }

    /** A change of the parts that outdates the session's access tokens. */
    static SessionUpdate outdatingOf(StoredSession session, SessionParts parts) {
        return update(session, Optional.empty(), false, true, parts);
    }

    private static SessionUpdate update(
            StoredSession session,
            Optional<NextGeneration> generation,
            boolean refreshes,
            boolean outdates,
            SessionParts parts) {
        return new SessionUpdate(session.id(), session.revision(), generation, refreshes, outdates, parts);
    }
}
