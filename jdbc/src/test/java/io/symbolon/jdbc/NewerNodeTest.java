package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Generation;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.StorageFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a newer node has written is read, kept and given back as it came. */
final class NewerNodeTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared());
        }

        @Test
        void columnsThatAreNewDoNoHarm() {
            TestDatabase.execute(database().admin(), "ALTER TABLE symbolon_session ADD COLUMN newer int");
            TestDatabase.execute(database().admin(), "ALTER TABLE symbolon_subject ADD COLUMN newer int");
            TestDatabase.execute(database().admin(), "ALTER TABLE symbolon_log ADD COLUMN newer int");
            try {
                StoredSession session = stored("alice");
                assertThat(writer().find(session.id()).value()).contains(session);
                assertThat(writer().update(Sessions.rotationOf(session)).value())
                        .isPresent();
                assertThat(writer().end(session.id(), RevocationCause.SIGNED_OUT)
                                .value())
                        .isTrue();
            } finally {
                for (String table : List.of("session", "subject", "log")) {
                    TestDatabase.execute(database().admin(), "ALTER TABLE symbolon_" + table + " DROP COLUMN newer");
                }
            }
        }
    }

    @Nested
    final class OnPostgresWithoutFunctions extends Contract {
        OnPostgresWithoutFunctions() {
            super(PostgresDatabase.shared());
        }

        @Override
        JdbcUserSessionStorage.Builder settings(HikariDataSource dataSource) {
            return super.settings(dataSource).functions(false);
        }
    }

    @Nested
    final class OnMaria extends Contract {
        OnMaria() {
            super(MariaDatabase.shared());
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(H2Database.MEMORY);
        }
    }

    @Timeout(300)
    abstract static class Contract extends TwoNodes {
        Contract(TestDatabase database) {
            super(database);
        }

        @Test
        void entriesOfAnUnknownCauseKindAndTargetAreReadInTheirPlace() throws InterruptedException {
            SessionId first = Sessions.newId("alice");
            SessionId second = Sessions.newId("alice");
            LogCursor cursor = Sessions.end(reader().revocationLog());
            newerNode()
                    .log(entry(new Revocation.OfSession(first, Optional.empty()), "ENDED", Optional.of("DEVICE_LOST")));
            newerNode().log(entry(new Revocation.OfSubject("bob"), "FROZEN", Optional.empty()));
            newerNode().log(entry(new Revocation.OfUnknown("EVERYTHING"), "ENDED", Optional.of("SIGNED_OUT")));
            writer().end(second, RevocationCause.SIGNED_OUT);

            List<Revocation> read = Sessions.read(reader().revocationLog(), cursor);

            assertThat(read).hasSize(4);
            assertThat(ofTarget(read, new Revocation.OfSession(first, Optional.empty()))
                            .cause())
                    .contains(RevocationCause.UNKNOWN);
            Revocation frozen = ofTarget(read, new Revocation.OfSubject("bob"));
            assertThat(frozen.kind()).isEqualTo(new Revocation.Kind("FROZEN"));
            assertThat(frozen.cause()).isEmpty();
            assertThat(frozen.ends()).isTrue();
            assertThat(frozen.minimumVersion()).isEqualTo(7);
            assertThat(ofTarget(read, new Revocation.OfUnknown("EVERYTHING")).cause())
                    .contains(RevocationCause.SIGNED_OUT);
            assertThat(read).anyMatch(revocation -> revocation.sessionId().equals(Optional.of(second)));
        }

        @Test
        void anEntryWithoutWhatThisVersionNeedsIsReadAsOneOfAnUnknownTarget() throws InterruptedException {
            newerNode().log(entry(new Revocation.OfUnknown(LogRows.SESSION), "ENDED", Optional.empty()));
            newerNode().log(entry(new Revocation.OfUnknown(LogRows.SUBJECT), "ENDED", Optional.empty()));

            assertThat(Sessions.read(reader().revocationLog(), LogCursor.START))
                    .extracting(Revocation::target)
                    .containsExactlyInAnyOrder(
                            new Revocation.OfUnknown(LogRows.SESSION), new Revocation.OfUnknown(LogRows.SUBJECT));
        }

        @Test
        void aRevocationOfAnUnknownKindIsGivenBackAsItCameAndEndsTheSession() throws InterruptedException {
            StoredSession session = stored("alice");
            Revocation.Kind frozen = new Revocation.Kind("FROZEN");
            Revocation brought = new Revocation(
                    new Revocation.OfSession(session.id(), Optional.of("alice")),
                    frozen,
                    Revocation.ALL_VERSIONS,
                    Optional.empty(),
                    Instant.EPOCH);

            assertThat(writer().restore(List.of(brought, brought)).value()).isOne();

            assertThat(writer().find(session.id()).value()).isEmpty();
            assertThat(Sessions.read(reader().revocationLog(), LogCursor.START))
                    .singleElement()
                    .satisfies(revocation -> {
                        assertThat(revocation.kind()).isEqualTo(frozen);
                        assertThat(revocation.target()).isEqualTo(brought.target());
                        assertThat(revocation.cause()).isEmpty();
                    });
            assertThat(writer().end(session.id(), RevocationCause.SIGNED_OUT).revocations())
                    .as("its end is logged already")
                    .extracting(Revocation::kind)
                    .containsExactly(frozen);
        }

        @Test
        void anEndBelowAVersionIsNotTheEndOfAllVersions() throws InterruptedException {
            SessionId session = Sessions.newId("alice");
            newerNode().log(entry(new Revocation.OfSession(session, Optional.empty()), "FROZEN", Optional.empty()));

            assertThat(writer().end(session, RevocationCause.SIGNED_OUT).revocations())
                    .singleElement()
                    .satisfies(revocation ->
                            assertThat(revocation.minimumVersion()).isEqualTo(Revocation.ALL_VERSIONS));
            assertThat(Sessions.read(reader().revocationLog(), LogCursor.START)).hasSize(2);
        }

        @Test
        void whatHasAnUnknownTargetIsNotGivenBack() throws InterruptedException {
            Revocation unknown = new Revocation(
                    new Revocation.OfUnknown("EVERYTHING"), Revocation.Kind.ENDED, 7, Optional.empty(), Instant.EPOCH);

            assertThat(writer().restore(List.of(unknown)).value()).isZero();
            assertThat(Sessions.read(reader().revocationLog(), LogCursor.START)).isEmpty();
        }

        @Test
        void anUnknownOriginSurvivesAWriteThatMakesNoGeneration() {
            StoredSession session = stored("alice");
            newerNode().storeOrigin(session.id(), "PASSKEY");
            StoredSession found = writer().find(session.id()).value().orElseThrow();
            assertThat(found.generation().origin()).isEqualTo(Generation.Origin.UNKNOWN);

            StoredSession written = writer().update(new SessionUpdate(
                            session.id(), found.revision(), Optional.empty(), true, true, Sessions.parts("written")))
                    .value()
                    .orElseThrow();
            writer().outdate(session.id());
            writer().outdateAll("alice");

            assertThat(written.generation()).isEqualTo(found.generation());
            assertThat(TestDatabase.number(
                            database().admin(), "SELECT COUNT(*) FROM symbolon_session WHERE origin = 'PASSKEY'"))
                    .isOne();
        }

        final StoredSession stored(String subject) {
            return writer().insert(Sessions.of(subject)).session().orElseThrow();
        }

        private StorageFixture.NewerNode newerNode() {
            return new NewerRows(database().admin(), database().dialect());
        }

        private static StorageFixture.NewerEntry entry(Revocation.Target target, String kind, Optional<String> cause) {
            return new StorageFixture.NewerEntry(target, kind, 7, cause, Map.of("region", "eu"));
        }

        private static Revocation ofTarget(List<Revocation> read, Revocation.Target target) {
            return read.stream()
                    .filter(revocation -> revocation.target().equals(target))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
