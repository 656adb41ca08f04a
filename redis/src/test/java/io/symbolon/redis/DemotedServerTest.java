package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A fail-over in which the old primary stays up as a replica and ends no connection: it is left for the new one, within
 * seconds.
 */
final class DemotedServerTest {
    /** A cloud's primary endpoint is a name that moves; here it is a relay. */
    @Test
    void aServerThatTakesNoWritesAnyMoreIsLeftForTheOneThatItsNameLeadsTo() throws Exception {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess replica =
                        RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
                TcpRelay name = new TcpRelay(primary.port())) {
            replica.awaitUpToDate();
            RedisClient client = TestClients.client(RedisProcess.uri(name.port()));
            try (RedisUserSessionStorage storage = RedisUserSessionStorage.builder(client)
                    .commandTimeout(Duration.ofSeconds(10))
                    .build()) {
                StoredSession session = Sample.stored(storage, "alice");
                LogCursor cursor = Sample.end(storage.revocationLog());
                storage.revocationLog().read(cursor, Duration.ofMillis(100));
                await().until(() ->
                        replica.ask("EXISTS symbolon:{0}:s:" + session.id()).startsWith(":1"));

                // The demoted server has no way to the new primary: what it answers is out of date.
                replica.ask("REPLICAOF NO ONE");
                primary.ask("REPLICAOF 127.0.0.1 " + RedisProcess.freePort());
                name.redirect(replica.port());

                awaitEnd(storage, session.id());
                assertThat(replica.ask("EXISTS symbolon:{0}:s:" + session.id())).startsWith(":0");
                assertThat(primary.ask("INFO replication")).contains("role:slave");

                // The log is followed on the new server too.
                LogCursor end = Sample.end(storage.revocationLog());
                CompletableFuture<LogPage> waiting = CompletableFuture.supplyAsync(() -> read(storage, end));
                SessionId later = Sample.newId("bob");
                try (RedisUserSessionStorage other = RedisUserSessionStorage.builder(replica.uri())
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
                    await().until(() -> {
                        other.end(Sample.newId("carol"), RevocationCause.SIGNED_OUT);
                        return waiting.isDone();
                    });
                    other.end(later, RevocationCause.SIGNED_OUT);
                }
                assertThat(Patience.get(waiting).revocations()).isNotEmpty();
                assertThat(Sample.readAll(storage.revocationLog()))
                        .anyMatch(revocation ->
                                revocation.sessionId().filter(later::equals).isPresent());
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void aServerThatGoesOnRefusingWritesIsTriedAgainAndAgain() {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess replica =
                        RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
                TcpRelay name = new TcpRelay(primary.port());
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(RedisProcess.uri(name.port()))
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
            replica.awaitUpToDate();
            StoredSession session = Sample.stored(storage, "alice");
            await().until(() ->
                    replica.ask("EXISTS symbolon:{0}:s:" + session.id()).startsWith(":1"));
            primary.ask("REPLICAOF 127.0.0.1 " + replica.port());

            // The name moves late: until then, each new connection leads to the same server.
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> !ends(storage, session.id()));
            replica.ask("REPLICAOF NO ONE");
            name.redirect(replica.port());

            awaitEnd(storage, session.id());
        }
    }

    /** Else its refresh would be answered with "sign in again", by a node that has nothing to write. */
    @Test
    void aSessionThatTheDemotedServerDoesNotKnowIsNotTakenForOneThatIsOver() {
        try (ReplicatedServers servers = ReplicatedServers.behindName();
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(servers.uri())
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
            servers.awaitCopied(Sample.stored(storage, "alice").id());
            servers.failOver();
            servers.cutOffReplica();
            try (RedisUserSessionStorage other = RedisUserSessionStorage.builder(
                            servers.primary().uri())
                    .commandTimeout(Duration.ofSeconds(10))
                    .build()) {
                StoredSession later = Sample.stored(other, "alice");

                await().ignoreNoExceptions().until(() -> isFound(storage, later.id()));
            }
            assertThat(storage.find(Sample.newId("alice")).value()).isEmpty();
        }
    }

    /** It never writes, so that nothing is refused. */
    @Test
    void aReaderOfTheLogLeavesAReplicaThatHasLostItsPrimary() throws InterruptedException {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess replica =
                        RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
                TcpRelay name = new TcpRelay(primary.port());
                RedisRevocationLog log = opened(primary, name)) {
            replica.awaitUpToDate();
            LogCursor cursor = Sample.end(log);
            await().until(() -> replica.ask("EXISTS symbolon:{0}:log").startsWith(":1"));

            replica.ask("REPLICAOF NO ONE");
            primary.ask("REPLICAOF 127.0.0.1 " + RedisProcess.freePort());
            assertThat(catchThrowableOfType(SessionStorageException.class, () -> log.read(cursor, Duration.ZERO))
                            .isRetrySafe())
                    .isTrue();
            name.redirect(replica.port());

            SessionId ended = Sample.newId("alice");
            try (RedisUserSessionStorage other = RedisUserSessionStorage.builder(replica.uri())
                    .commandTimeout(Duration.ofSeconds(10))
                    .build()) {
                other.end(ended, RevocationCause.SIGNED_OUT);
            }
            await().until(() -> log.read(cursor, Duration.ZERO).revocations().stream()
                    .anyMatch(revocation ->
                            revocation.sessionId().filter(ended::equals).isPresent()));
        }
    }

    @Test
    void aReplicaThatIsKeptUpToDateIsRead() throws InterruptedException {
        try (RedisProcess primary = RedisProcess.start();
                RedisProcess replica =
                        RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(primary.uri())
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
            replica.awaitUpToDate();
            await().until(() -> replica.ask("EXISTS symbolon:{0}:log").startsWith(":1"));
            try (RedisRevocationLog log = RedisRevocationLog.builder(replica.uri())
                    .commandTimeout(TestClients.COMMAND_TIMEOUT)
                    .build()) {
                LogCursor cursor = Sample.end(log);
                storage.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);

                assertThat(log.read(cursor, PATIENCE).revocations()).hasSize(1);
            }
        }
    }

    @Test
    void behindSentinelTheNewPrimaryIsAskedFor() {
        try (ReplicatedServers servers = ReplicatedServers.behindSentinel();
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(servers.uri())
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
            StoredSession session = Sample.stored(storage, "alice");
            servers.awaitCopied(session.id());

            servers.failOver();

            awaitEnd(storage, session.id());
            assertThat(servers.primary().ask("INFO replication")).contains("role:master");
        }
    }

    @Test
    void inAClusterTheNewPrimaryOfTheSlotsIsFound() {
        try (ClusterProcesses cluster = ClusterProcesses.start()) {
            RedisProcess replica = cluster.addReplicaOf(0);
            var client = cluster.newClient();
            try (RedisUserSessionStorage storage = RedisUserSessionStorage.builder(client)
                    .commandTimeout(TestClients.COMMAND_TIMEOUT)
                    .partitions(64)
                    .build()) {
                String subject = "alice";
                StoredSession session = Sample.stored(storage, subject);

                await().until(() -> replica.ask("CLUSTER FAILOVER").startsWith("+OK"));
                await().until(() ->
                        cluster.nodes().get(0).ask("INFO replication").contains("role:slave"));

                for (int i = 0; i < 64; i++) {
                    String each = "subject-" + i;
                    await().until(() ->
                            storage.insert(Sample.insert(each)).session().isPresent());
                }
                awaitEnd(storage, session.id());
            } finally {
                client.shutdown();
            }
        }
    }

    private static RedisRevocationLog opened(RedisProcess primary, TcpRelay name) {
        RedisUserSessionStorage.builder(primary.uri())
                .commandTimeout(Duration.ofSeconds(10))
                .build()
                .close();
        return RedisRevocationLog.builder(RedisProcess.uri(name.port()))
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
    }

    private static void awaitEnd(UserSessionStorage storage, SessionId id) {
        await().until(() -> ends(storage, id));
    }

    private static boolean ends(UserSessionStorage storage, SessionId id) {
        try {
            storage.end(id, RevocationCause.SIGNED_OUT);
            return true;
        } catch (SessionStorageException failed) {
            assertThat(failed.isRetrySafe()).isTrue();
            return false;
        }
    }

    private static boolean isFound(UserSessionStorage storage, SessionId id) {
        try {
            assertThat(storage.find(id).value()).isPresent();
            return true;
        } catch (SessionStorageException failed) {
            assertThat(failed.isRetrySafe()).isTrue();
            return false;
        }
    }

    private static LogPage read(UserSessionStorage storage, LogCursor cursor) {
        try {
            return storage.revocationLog().read(cursor, PATIENCE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
