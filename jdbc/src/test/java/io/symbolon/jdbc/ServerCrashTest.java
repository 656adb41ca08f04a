package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that is killed under load and comes back: what was answered is there, and a reader misses nothing. */
@Timeout(300)
final class ServerCrashTest {
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredBeforeTheCrashIsThereAfterIt() throws Exception {
        Set<Revocation> answered = ConcurrentHashMap.newKeySet();
        Set<StoredSession> inserted = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        try (PostgresProcess server = new PostgresProcess(folder.resolve("data"));
                HikariDataSource pool = pool(server);
                JdbcUserSessionStorage storage =
                        JdbcUserSessionStorage.builder(pool).build()) {
            Set<Revocation> read = ConcurrentHashMap.newKeySet();
            Thread reader = new Thread(() -> follow(storage, read, stop));
            reader.start();
            Thread[] writers = new Thread[WRITERS];
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers[i] = new Thread(() -> write(storage, number, inserted, answered, stop));
                writers[i].start();
            }
            await().until(() -> answered.size() > 50);

            server.kill();
            int before = answered.size();
            server.restart();
            await().until(() -> answered.size() > before + 50);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            await().until(() -> read.containsAll(answered));
            assertThat(new HashSet<>(Sessions.read(storage.revocationLog(), LogCursor.START)))
                    .containsAll(answered);
            assertThat(inserted)
                    .allSatisfy(session ->
                            assertThat(storage.find(session.id()).value()).contains(session));
            reader.join();
        } finally {
            stop.set(true);
        }
    }

    private static void write(
            JdbcUserSessionStorage storage,
            int number,
            Set<StoredSession> inserted,
            Set<Revocation> answered,
            AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            String subject = "subject-" + number + "-" + i % 7;
            try {
                StoredSession ended =
                        storage.insert(Sessions.of(subject)).session().orElseThrow();
                StoredSession kept =
                        storage.insert(Sessions.of(subject)).session().orElseThrow();
                inserted.add(kept);
                answered.addAll(
                        storage.end(ended.id(), RevocationCause.SIGNED_OUT).revocations());
            } catch (SessionStorageException away) {
                assertThat(away.isRetrySafe()).as(away.getMessage()).isTrue();
            }
        }
    }

    private static void follow(JdbcUserSessionStorage storage, Set<Revocation> read, AtomicBoolean stop) {
        LogCursor cursor = LogCursor.START;
        boolean atEnd = false;
        while (!stop.get() || !atEnd) {
            try {
                LogPage page = storage.revocationLog().read(cursor, Duration.ofMillis(100));
                read.addAll(page.revocations());
                cursor = page.next();
                atEnd = page.atEnd() && page.revocations().isEmpty();
            } catch (SessionStorageException away) {
                atEnd = false;
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static HikariDataSource pool(PostgresProcess server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
