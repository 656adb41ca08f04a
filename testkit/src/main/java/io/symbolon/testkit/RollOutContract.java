package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Generation;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfSubject;
import io.symbolon.storage.Revocation.OfUnknown;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.StorageFixture.NewerEntry;
import io.symbolon.testkit.StorageFixture.NewerNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A storage is shared by nodes of this version and of the next one: what the newer ones write is read without harm, and
 * what this version does not know survives its writes. For fixtures that have a {@link StorageFixture#newerNode() newer
 * node}.
 */
public abstract class RollOutContract extends StorageContract {
    private static final Kind FROZEN = new Kind("FROZEN");
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected RollOutContract() {}

    @Test
    void anUnknownCauseIsReadAsUnknown() throws InterruptedException {
        NewerNode newer = newerNode();
        SessionId session = NewSession.newId("alice");
        newer.log(new NewerEntry(
                new OfSession(session, Optional.of("alice")),
                "ENDED",
                Revocation.ALL_VERSIONS,
                Optional.of("DEVICE_LOST"),
                Map.of()));
        newer.log(new NewerEntry(new OfSubject("bob"), "ENDED", 77, Optional.of("DEVICE_LOST"), Map.of()));

        assertThat(logged())
                .extracting(Revocation::target, Revocation::kind, Revocation::minimumVersion, Revocation::cause)
                .containsExactlyInAnyOrder(
                        tuple(
                                new OfSession(session, Optional.of("alice")),
                                Kind.ENDED,
                                Revocation.ALL_VERSIONS,
                                Optional.of(RevocationCause.UNKNOWN)),
                        tuple(new OfSubject("bob"), Kind.ENDED, 77L, Optional.of(RevocationCause.UNKNOWN)));
    }

    @Test
    void anUnknownKindIsReadAsItCame() throws InterruptedException {
        NewerNode newer = newerNode();
        newer.log(new NewerEntry(new OfSubject("alice"), "FROZEN", 77, Optional.of("SIGNED_OUT"), Map.of()));
        newer.log(new NewerEntry(
                new OfSession(NewSession.newId("alice"), Optional.empty()), "FROZEN", 78, Optional.empty(), Map.of()));

        assertThat(logged()).hasSize(2).allSatisfy(revocation -> {
            assertThat(revocation.kind()).isEqualTo(FROZEN);
            assertThat(revocation.ends()).isTrue();
        });
        assertThat(logged()).extracting(Revocation::minimumVersion).containsExactly(77L, 78L);
        assertThat(logged())
                .extracting(Revocation::cause)
                .containsExactly(Optional.of(RevocationCause.SIGNED_OUT), Optional.empty());
    }

    @Test
    void anUnknownTargetIsReadAsUnknown() throws InterruptedException {
        NewerNode newer = newerNode();
        newer.log(new NewerEntry(new OfUnknown("TENANT"), "ENDED", 77, Optional.of("ADMINISTRATOR"), Map.of()));

        assertThat(logged()).singleElement().satisfies(revocation -> {
            assertThat(revocation.target()).isEqualTo(new OfUnknown("TENANT"));
            assertThat(revocation.minimumVersion()).isEqualTo(77);
            assertThat(revocation.sessionId()).isEmpty();
            assertThat(revocation.subject()).isEmpty();
        });
    }

    @Test
    void fieldsThatAreUnknownDoNoHarm() throws InterruptedException {
        NewerNode newer = newerNode();
        newer.log(new NewerEntry(
                new OfSubject("alice"),
                "OUTDATED",
                77,
                Optional.empty(),
                Map.of("tenant", "acme", "reason_text", "a text: \n \" {}")));

        assertThat(logged())
                .singleElement()
                .satisfies(
                        logged -> assertThat(logged).isEqualTo(Revocation.subjectOutdated("alice", 77, logged.at())));
    }

    @Test
    void aReaderWaitsAndGoesOnBehindAnyEntry() throws InterruptedException {
        NewerNode newer = newerNode();
        LogReader reader = LogReader.atEndOf(otherNode().revocationLog());
        newer.log(new NewerEntry(
                new OfUnknown("TENANT"), "FROZEN", 77, Optional.of("DEVICE_LOST"), Map.of("tenant", "acme")));
        assertThat(reader.readUntil(read -> !read.isEmpty(), fixture().patience()))
                .hasSize(1);

        LogPage nothing = reader.read(Duration.ofMillis(50));
        SessionId ended = NewSession.newId("alice");
        storage().end(ended, RevocationCause.SIGNED_OUT);
        LogPage next = reader.read(fixture().patience());

        assertThat(nothing.revocations()).isEmpty();
        assertThat(nothing.restarted()).isFalse();
        assertThat(next.restarted()).isFalse();
        assertThat(next.revocations())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation.sessionId()).contains(ended));
    }

    @Test
    void theEndOfASessionThatANewerNodeLoggedIsGivenToWhoEndsItAgain() throws InterruptedException {
        newerNode();
        SessionId session = NewSession.newId("alice");
        storage()
                .restore(List.of(new Revocation(
                        new OfSession(session, Optional.of("alice")),
                        Kind.ENDED,
                        Revocation.ALL_VERSIONS,
                        Optional.of(RevocationCause.UNKNOWN),
                        EARLIER)));

        assertThat(otherNode().end(session, RevocationCause.SIGNED_OUT).revocations())
                .isEqualTo(logged())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation.cause()).contains(RevocationCause.UNKNOWN));
    }

    @Test
    void anUnknownKindOfASubjectIsGivenBackAsItCameAndEndsItsSessions() throws InterruptedException {
        StoredSession below = insert("alice");
        long minimum = below.version() + Duration.ofMinutes(1).toMillis();
        StoredSession notBelow =
                insert(NewSession.of("alice").minimumVersion(minimum).toInsert());
        Revocation frozen = new Revocation(
                new OfSubject("alice"), FROZEN, minimum, Optional.of(RevocationCause.ADMINISTRATOR), EARLIER);

        assertThat(storage().restore(List.of(frozen)).value()).isOne();
        assertThat(otherNode().restore(List.of(frozen)).value()).isZero();

        assertThat(storage().findAll("alice").value()).containsExactly(notBelow);
        assertThat(exists(below)).isFalse();
        assertThat(logged())
                .singleElement()
                .satisfies(logged -> assertThat(logged)
                        .isEqualTo(new Revocation(frozen.target(), FROZEN, minimum, frozen.cause(), logged.at())));
        assertThat(storage().insert(NewSession.of("alice").toInsert()).subjectMinimum())
                .isEqualTo(minimum);
    }

    @Test
    void anUnknownKindOfASessionIsGivenBackAsItCameAndEndsTheSession() throws InterruptedException {
        StoredSession stored = insert("alice");
        SessionId lost = NewSession.newId("alice");
        List<Revocation> frozen = List.of(
                new Revocation(
                        new OfSession(stored.id(), Optional.of("alice")),
                        FROZEN,
                        Revocation.ALL_VERSIONS,
                        Optional.empty(),
                        EARLIER),
                new Revocation(
                        new OfSession(lost, Optional.empty()),
                        FROZEN,
                        Revocation.ALL_VERSIONS,
                        Optional.of(RevocationCause.UNKNOWN),
                        EARLIER));

        assertThat(storage().restore(frozen).value()).isEqualTo(2);
        assertThat(otherNode().restore(frozen).value()).isZero();

        assertThat(exists(stored)).isFalse();
        assertThat(logged()).hasSize(2).allSatisfy(logged -> {
            assertThat(logged.kind()).isEqualTo(FROZEN);
            assertThat(logged.minimumVersion()).isEqualTo(Revocation.ALL_VERSIONS);
        });
        assertThat(logged())
                .extracting(Revocation::cause)
                .containsExactlyInAnyOrder(frozen.get(0).cause(), frozen.get(1).cause());
        assertThat(otherNode().end(lost, RevocationCause.SIGNED_OUT).value()).isFalse();
    }

    @Test
    void anUnknownTargetThatIsGivenBackIsLeftAlone() throws InterruptedException {
        StoredSession stored = insert("alice");
        Revocation ofTenant =
                new Revocation(new OfUnknown("TENANT"), Kind.ENDED, 77, Optional.of(RevocationCause.UNKNOWN), EARLIER);

        assertThat(storage().restore(List.of(ofTenant)).value()).isZero();

        assertThat(logged()).isEmpty();
        assertThat(storage().find(stored.id()).value()).contains(stored);
    }

    @Test
    void anUnknownOriginIsReadAsUnknownAndSurvivesEveryWriteThatMakesNoGeneration() {
        NewerNode newer = newerNode();
        StoredSession stored = insert("alice");
        newer.storeOrigin(stored.id(), "PASSKEY");
        StoredSession read = storage().find(stored.id()).value().orElseThrow();
        assertThat(read.generation().origin()).isEqualTo(Generation.Origin.UNKNOWN);
        assertThat(read.generation().number()).isEqualTo(stored.generation().number());
        assertThat(read.parts()).isEqualTo(stored.parts());

        StoredSession written = storage()
                .update(NewSession.outdatingOf(read, NewSession.parts("changed")))
                .value()
                .orElseThrow();
        storage().outdate(stored.id());
        storage().outdateAll("alice");

        assertThat(written.generation()).isEqualTo(read.generation());
        assertThat(otherNode().findAll("alice").value())
                .singleElement()
                .satisfies(session -> assertThat(session.generation()).isEqualTo(read.generation()));
    }

    @Test
    void aRotationReplacesAnUnknownOrigin() {
        NewerNode newer = newerNode();
        StoredSession stored = insert("alice");
        newer.storeOrigin(stored.id(), "PASSKEY");
        StoredSession read = storage().find(stored.id()).value().orElseThrow();

        storage().update(NewSession.rotationOf(read));

        Generation made = otherNode().find(stored.id()).value().orElseThrow().generation();
        assertThat(made.origin()).isEqualTo(Generation.Origin.REFRESH);
        assertThat(made.number()).isEqualTo(stored.generation().number() + 1);
    }

    @Test
    void partsThatAreUnknownSurviveEveryWriteOfTheStorageItself() {
        SessionParts parts = SessionParts.none()
                .with(60_000, true, new byte[] {1, 0, -1})
                .with(60_001, false, "a newer node's".getBytes(StandardCharsets.UTF_8));
        StoredSession stored = insert(NewSession.of("alice").parts(parts).toInsert());
        storage().outdate(stored.id());
        storage().outdateAll("alice");
        long minimum = now().plus(Duration.ofHours(1)).toEpochMilli();
        storage().restore(List.of(Revocation.subjectOutdated("alice", minimum, EARLIER)));

        StoredSession written = otherNode().find(stored.id()).value().orElseThrow();

        assertThat(written.version()).isEqualTo(minimum);
        assertThat(written.parts()).isEqualTo(parts);
    }

    private NewerNode newerNode() {
        storage();
        return Capabilities.require(fixture().newerNode(), "write what a newer node would");
    }
}
