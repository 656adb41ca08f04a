package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that lost its last writes: a revocation that only its writer knows is noticed to be missing and given back. */
final class FailOverTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared());
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
        private final SigningKeys keys = SigningKeys.generate(JwsAlgorithm.HS256);
        private final RefreshTokenKeys refreshKeys = RefreshTokenKeys.generate();
        private TableCopy copy;

        Contract(TestDatabase database) {
            super(database);
        }

        @BeforeEach
        void openCopy() {
            copy = new TableCopy(database().admin());
        }

        @AfterEach
        void closeCopy() {
            copy.close();
        }

        @Test
        void aRevocationThatOnlyItsWriterKnowsIsGivenBack() {
            PausedLog storage = new PausedLog(writer());
            try (JwtUserSessionManager writing = manager(storage)) {
                SessionTokens tokens = writing.create("alice", SessionContext.of("192.0.2.1"));
                storage.pause();
                copy.stopCopying();
                writing.revoke(tokens.sessionId());
                copy.takeOver();
                assertThat(reader().find(tokens.sessionId()).value())
                        .as("is back")
                        .isPresent();

                storage.resume();

                await().until(() -> reader().find(tokens.sessionId()).value().isEmpty());
                try (JwtUserSessionManager startedLater = manager(reader())) {
                    assertThat(catchThrowableOfType(
                                            InvalidAccessTokenException.class,
                                            () -> startedLater.verify(tokens.accessToken()))
                                    .code())
                            .isEqualTo(InvalidAccessTokenException.Code.REVOKED);
                }
            }
        }

        @Test
        void aReaderNoticesThatAnEntryOfItsOwnStorageIsMissing() throws InterruptedException {
            StoredSession session =
                    writer().insert(Sessions.of("alice")).session().orElseThrow();
            StoredSession other = writer().insert(Sessions.of("bob")).session().orElseThrow();
            for (Loss loss : List.<Loss>of(
                    () -> writer().end(session.id(), RevocationCause.SIGNED_OUT),
                    () -> writer().endAll("alice", RevocationCause.ADMINISTRATOR, 0),
                    () -> writer().outdate(other.id()),
                    () -> writer().outdateAll("bob"),
                    () -> writer().update(outdating(other)),
                    () -> writer().insert(Sessions.of("alice", SessionLimit.evictOldest(1))),
                    () -> writer().restore(List.of(
                            Revocation.subjectEnded("carol", 7, RevocationCause.ADMINISTRATOR, Instant.EPOCH))))) {
                LogCursor cursor = Sessions.end(writer().revocationLog());
                copy.stopCopying();
                loss.happen();
                copy.takeOver();

                assertThat(writer().revocationLog().read(cursor, Duration.ZERO).restarted())
                        .isTrue();
            }
        }

        @Test
        void anotherEntryInItsPlaceDoesNotPassForIt() throws InterruptedException {
            SessionId lost = Sessions.idIn(7);
            SessionId another = Sessions.idIn(7);
            LogCursor cursor = Sessions.end(writer().revocationLog());
            LogCursor ofReader = Sessions.end(reader().revocationLog());
            copy.stopCopying();
            writer().end(lost, RevocationCause.SIGNED_OUT);
            copy.takeOver();
            reader().end(another, RevocationCause.SIGNED_OUT);

            assertThat(writer().revocationLog().read(cursor, Duration.ZERO).restarted())
                    .isTrue();
            LogPage page = reader().revocationLog().read(ofReader, Duration.ZERO);
            assertThat(page.restarted()).as("who has lost nothing reads on").isFalse();
            assertThat(page.revocations()).hasSize(1);
        }

        @Test
        void anEntryThatARepeatFoundIsMissedToo() throws InterruptedException {
            SessionId session = Sessions.newId("alice");
            LogCursor cursor = Sessions.end(reader().revocationLog());
            copy.stopCopying();
            writer().end(session, RevocationCause.SIGNED_OUT);
            assertThat(reader().end(session, RevocationCause.SIGNED_OUT).value())
                    .isFalse();
            copy.takeOver();

            assertThat(reader().revocationLog().read(cursor, Duration.ZERO).restarted())
                    .isTrue();
        }

        @Test
        void whereNothingIsLostNobodyStartsAgain() throws InterruptedException {
            LogCursor cursor = Sessions.end(writer().revocationLog());
            for (int i = 0; i < 20; i++) {
                StoredSession session = writer().insert(Sessions.of("subject-" + i % 5, SessionLimit.evictOldest(2)))
                        .session()
                        .orElseThrow();
                writer().update(outdating(session));
                writer().endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
                LogPage page = writer().revocationLog().read(cursor, Duration.ZERO);
                assertThat(page.restarted()).isFalse();
                cursor = page.next();
            }
        }

        private interface Loss {
            Object happen();
        }

        private static SessionUpdate outdating(StoredSession session) {
            return new SessionUpdate(session.id(), session.revision(), Optional.empty(), false, true, session.parts());
        }

        private JwtUserSessionManager manager(UserSessionStorage storage) {
            return JwtUserSessionManager.builder()
                    .issuer("https://issuer.example")
                    .audience("https://api.example")
                    .signingKeys(keys)
                    .refreshTokenKeys(refreshKeys)
                    .storage(storage)
                    .build();
        }
    }
}
