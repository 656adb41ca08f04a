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
import io.symbolon.testkit.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
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
        Path data = folder.resolve("data");
        int port;
        Set<Revocation> answered = ConcurrentHashMap.newKeySet();
        Set<StoredSession> inserted = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        EmbeddedPostgres server = start(data, Optional.empty());
        port = server.getPort();
        try (HikariDataSource pool = pool(port);
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

            kill(data);
            // Nothing is left to stop, but the folder's lock.
            server.close();
            int before = answered.size();
            server = restart(data, port);
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
            server.close();
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

    private static EmbeddedPostgres start(Path data, Optional<Integer> port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Patience.PATIENCE)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("synchronous_commit", "on");
        port.ifPresent(builder::setPort);
        return builder.start();
    }

    /** The killed server's children take a moment to notice. */
    private static EmbeddedPostgres restart(Path data, int port) {
        return await().pollInterval(Duration.ofMillis(200)).until(() -> start(data, Optional.of(port)), server -> true);
    }

    private static void kill(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        await().until(() -> !postmaster.isAlive());
    }

    private static HikariDataSource pool(int port) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
