package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A server that accepts connections and says nothing: whoever opens one is told so in time, and a node that has one goes on
 * hearing of revocations by it.
 */
final class MuteServerTest {
    /** Far above the promise, 5 seconds, and far below Lettuce's own limit, a minute. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Closer closer = new Closer();

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void buildFailsInTime() throws IOException {
        RedisURI uri = RedisURI.create("127.0.0.1", mutePort());
        RedisClient client = RedisClient.create(TestClients.RESOURCES, uri);
        closer.add(client::shutdown);
        RedisClusterClient clusterClient = RedisClusterClient.create(TestClients.RESOURCES, uri);
        closer.add(clusterClient::shutdown);
        String address = uri.toURI().toString();

        Stream<ThrowingCallable> builds = Stream.of(
                () -> RedisUserSessionStorage.builder(address).build(),
                () -> RedisUserSessionStorage.builder(client).build(),
                () -> RedisUserSessionStorage.builder(clusterClient).build(),
                () -> RedisRevocationLog.builder(address).build(),
                () -> RedisRevocationLog.builder(client).build(),
                () -> RedisRevocationLog.builder(clusterClient).build());
        builds.map(build -> start(() -> assertFailsInTime(build))).toList().forEach(CompletableFuture::join);
    }

    @Test
    void aNodeReadsOnWhileItsConnectionToWaitOnIsBeingOpened() throws InterruptedException {
        TcpRelay relay = new TcpRelay(closer.add(RedisProcess.start()).port());
        closer.add(relay);
        RedisClient client = TestClients.client(RedisProcess.uri(relay.port()));
        closer.add(client::shutdown);

        assertReadsOn(
                closer.add(RedisUserSessionStorage.builder(client)
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()),
                List.of(relay));
    }

    @Test
    void aNodeOfAClusterReadsOnWhileItsConnectionsToWaitOnAreBeingOpened() throws InterruptedException {
        ClusterProcesses cluster = closer.add(ClusterProcesses.startBehindRelays());
        RedisClusterClient client = cluster.newClient();
        closer.add(client::shutdown);

        assertReadsOn(
                closer.add(RedisUserSessionStorage.builder(client)
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()),
                cluster.relays());
    }

    private static void assertReadsOn(RedisUserSessionStorage storage, List<TcpRelay> relays)
            throws InterruptedException {
        LogCursor cursor = Sample.end(storage.revocationLog());
        relays.forEach(TcpRelay::beginMute);

        LogPage nothing = storage.revocationLog().read(cursor, SHORT);
        assertThat(nothing.revocations()).isEmpty();
        assertThat(nothing.atEnd()).isTrue();
        assertThat(relays).as("a connection is being opened").anyMatch(relay -> relay.mute() > 0);
        SessionId ended = Sample.newId("alice");
        Thread later = new Thread(() -> storage.end(ended, RevocationCause.SIGNED_OUT));
        later.start();
        LogPage page = storage.revocationLog().read(nothing.next(), Duration.ofSeconds(4));
        later.join();
        assertThat(page.revocations()).extracting(Revocation::sessionId).containsExactly(Optional.of(ended));

        assertFailsInTime(() -> storage.revocationLog().read(page.next(), Duration.ofMinutes(5)));
        relays.forEach(TcpRelay::endMute);
        SessionId second = Sample.newId("bob");
        storage.end(second, RevocationCause.SIGNED_OUT);
        await().untilAsserted(() -> assertThat(
                        storage.revocationLog().read(page.next(), SHORT).revocations())
                .extracting(Revocation::sessionId)
                .containsExactly(Optional.of(second)));
    }

    private static CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(task, command -> new Thread(command, "builds").start());
    }

    private static void assertFailsInTime(ThrowingCallable call) {
        long start = System.nanoTime();
        SessionStorageException failure = catchThrowableOfType(SessionStorageException.class, call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isTrue();
    }

    /** The operating system accepts for it; nobody reads. */
    private int mutePort() throws IOException {
        return closer.add(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()))
                .getLocalPort();
    }
}
