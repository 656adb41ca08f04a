package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes and servers whose settings do not fit, and the rights that are enough. */
final class SettingsTest {
    private static RedisProcess server;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.ask("FLUSHALL");
        server.ask("CONFIG SET maxmemory-policy noeviction");
    }

    @Test
    void aNodeWithAnotherNumberOfPartitionsDoesNotStart() {
        builder().partitions(4).build().close();

        assertThatThrownBy(() -> builder().partitions(5).build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("4 partition(s)")
                .hasMessageContaining("configured for 5")
                .hasMessageContaining("partitions(4)");
        builder().keyPrefix("other").partitions(5).build().close();
        builder().partitions(4).build().close();
    }

    @Test
    void aLogWithAnotherNumberOfPartitionsSaysSo() {
        builder().partitions(4).build().close();

        assertThatThrownBy(() -> log(server.uri()).partitions(2).build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("4 partition(s)");
    }

    /** It would be empty for ever, and a verifier would accept every ended session. */
    @Test
    void aLogThatNoStorageEverOpenedIsRefused() throws InterruptedException {
        builder().partitions(4).build().close();

        for (RedisRevocationLog.Builder mistaken : List.of(
                log(server.uri()).partitions(4).keyPrefix("symbollon"),
                log(server.uri() + "/1").partitions(4),
                log(server.uri()).partitions(4).keyPrefix("Symbolon"))) {
            assertThatThrownBy(mistaken::build)
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("keyPrefix");
        }
        try (RedisRevocationLog log = log(server.uri()).partitions(4).build()) {
            assertThat(log.read(LogCursor.START, Duration.ZERO).revocations()).isEmpty();
        }
    }

    @Test
    void aLogWhoseServerWasEmptiedFailsUntilAStorageIsThereAgain() throws InterruptedException {
        try (RedisUserSessionStorage storage = builder().partitions(4).build();
                RedisRevocationLog log = log(server.uri()).partitions(4).build()) {
            LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
            server.ask("FLUSHALL");

            assertThatThrownBy(() -> log.read(cursor, Duration.ZERO))
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("data was lost");

            // A manager does so all the time.
            storage.revocationLog().read(LogCursor.START, Duration.ZERO);
            assertThat(log.read(cursor, Duration.ZERO).restarted()).isTrue();
        }
    }

    @Test
    void aNodeThatDoesNotKnowTheLayoutDoesNotStart() {
        server.ask("HSET symbolon:{0}:meta layout 3");

        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("update this node");
    }

    @Test
    void aSettingOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> builder().partitions(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().partitions(257).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().keyPrefix("a{b").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().retention(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().commandTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().clockMargin(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatIsAwayIsAFaultOfTheStorage() {
        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> RedisUserSessionStorage.builder("redis://127.0.0.1:" + RedisProcess.freePort())
                        .build());

        assertThat(failure.isRetrySafe()).isTrue();
    }

    @Test
    void aPolicyThatEvictsIsWarnedOf() {
        List<String> safe = warningsOf(() -> builder().build().close());
        server.ask("CONFIG SET maxmemory-policy volatile-lru");
        List<String> evicting = warningsOf(() -> builder().build().close());

        assertThat(safe).isEmpty();
        assertThat(evicting).singleElement().asString().contains("{0}").contains("evicts sessions");
    }

    @Test
    void theLongestRetentionIsInForceUntilItHasRunOut() throws InterruptedException {
        Duration longer = Duration.ofSeconds(8);
        Duration shorter = Duration.ofSeconds(1);
        try (Closer closer = new Closer()) {
            RedisUserSessionStorage second =
                    closer.add(builder().retention(shorter).build());
            assertThat(inForce(second)).isEqualTo(shorter);
            Instant asked = second.findAll("nobody").now();
            RedisUserSessionStorage first =
                    closer.add(builder().retention(longer).build());
            assertThat(inForce(second)).isEqualTo(longer);
            Revocation revocation = second.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT)
                    .revocations()
                    .get(0);
            first.close();

            await().until(() -> {
                second.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
                boolean isKept = inForce(second).equals(longer)
                        && Sample.readAll(second.revocationLog()).contains(revocation);
                boolean isOver = !second.findAll("nobody").now().isBefore(asked.plus(longer.dividedBy(2)));
                assertThat(isKept || isOver).isTrue();
                return isOver;
            });
            await().until(() -> {
                second.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
                return inForce(second).equals(shorter)
                        && !Sample.readAll(second.revocationLog()).contains(revocation);
            });
        }
    }

    @Test
    void aReaderNeedsNoRightToWrite() throws Exception {
        RedisUserSessionStorage storage = builder().build();
        server.ask("ACL SETUSER reader reset on >secret ~symbolon:{*}:log ~symbolon:{*}:meta"
                + " +hello +ping +xrange +xread +hmget +time +role");
        try (storage;
                RedisRevocationLog log =
                        log("redis://reader:secret@127.0.0.1:" + server.port()).build()) {
            LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
            Thread later = new Thread(() -> storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0));
            later.start();

            assertThat(log.read(cursor, PATIENCE).revocations())
                    .singleElement()
                    .satisfies(revocation -> assertThat(revocation.subject()).contains("alice"));
            later.join();
            assertThat(log.retention()).isEqualTo(Duration.ofHours(2));
        }
        RedisUserSessionStorage.Builder forbidden = RedisUserSessionStorage.builder(
                        "redis://reader:secret@127.0.0.1:" + server.port())
                .commandTimeout(TestClients.COMMAND_TIMEOUT);
        SessionStorageException refused = catchThrowableOfType(SessionStorageException.class, forbidden::build);
        assertThat(refused.isRetrySafe()).isFalse();
    }

    @Test
    void theRightsThatTheDocumentationNamesAreEnough() {
        server.ask("ACL SETUSER writer reset on >secret ~symbolon:* +hello +ping +info +evalsha +eval +time"
                + " +get +set +del +unlink +exists +rename +hget +hset +hsetnx +hmget +hgetall +hdel +hincrby"
                + " +hrandfield +zadd +zrem +zcard +zcount +zscore +zmscore +zrangebyscore +zremrangebyscore"
                + " +zrevrange +zpopmin +pttl +pexpireat +xadd +xrange +xrevrange +xread +role");
        try (RedisUserSessionStorage storage = RedisUserSessionStorage.builder(
                        "redis://writer:secret@127.0.0.1:" + server.port())
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build()) {
            StoredSession session = Sample.stored(storage, "alice");
            StoredSession other = Sample.stored(storage, "alice");
            assertThat(storage.update(Sample.rotation(session)).value()).isPresent();
            storage.endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
            assertThat(storage.find(other.id()).value()).isEmpty();
            storage.outdate(session.id());
            storage.outdateAll("alice");
            assertThat(storage.end(session.id(), RevocationCause.SIGNED_OUT).value())
                    .isTrue();
            for (int i = 0; i < 150; i++) {
                Sample.stored(storage, "alice");
            }
            assertThat(storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0).value())
                    .isEqualTo(150);
            await().until(() -> server.ask("EXISTS symbolon:{0}:garbage").startsWith(":0"));
            assertThat(storage.restore(List.of(Revocation.subjectEnded(
                                    "alice",
                                    Long.MAX_VALUE >> 12,
                                    RevocationCause.ADMINISTRATOR,
                                    storage.find(session.id()).now())))
                            .value())
                    .isOne();
        }
    }

    private static Duration inForce(RedisUserSessionStorage storage) throws InterruptedException {
        storage.findAll("nobody");
        storage.revocationLog().read(LogCursor.START, Duration.ZERO);
        return storage.revocationLog().retention();
    }

    private static List<String> warningsOf(Runnable action) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().equals(Level.WARNING)) {
                    warnings.add(entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(EvictionCheck.class.getName());
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }

    private static RedisRevocationLog.Builder log(String uri) {
        return RedisRevocationLog.builder(uri).commandTimeout(TestClients.COMMAND_TIMEOUT);
    }

    private static RedisUserSessionStorage.Builder builder() {
        return RedisUserSessionStorage.builder(server.uri()).commandTimeout(TestClients.COMMAND_TIMEOUT);
    }
}
