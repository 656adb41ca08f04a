package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose slots move, and one of whose nodes is cut off for a time. */
final class ClusterChangesTest {
    private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("symbolon.long") ? 30 : 4);

    private final Closer closer = new Closer();
    private ClusterProcesses cluster;
    private RedisUserSessionStorage storage;
    private RedisUserSessionStorage otherNode;

    @BeforeEach
    void start() {
        cluster = closer.add(ClusterProcesses.startBehindRelays());
        RedisClusterClient client = cluster.newClient();
        closer.add(client::shutdown);
        storage = closer.add(Opening.patiently(() -> RedisUserSessionStorage.builder(client)
                .commandTimeout(Duration.ofSeconds(5))
                .build()));
        otherNode = closer.add(Opening.patiently(() -> RedisUserSessionStorage.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build()));
    }

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void aSlotMovesUnderLoadAndNothingIsLost() throws Exception {
        String subject = "alice";
        Set<SessionId> live = new HashSet<>();
        Set<SessionId> ended = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            live.add(Sample.stored(storage, subject).id());
        }
        LogCursor cursor = Sample.end(otherNode.revocationLog());
        AtomicBoolean moved = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20 || !moved.get(); i++) {
                StoredSession created = untilDone(() -> Sample.stored(storage, subject));
                live.add(created.id());
                SessionId victim = live.iterator().next();
                untilDone(() -> storage.end(victim, RevocationCause.SIGNED_OUT));
                live.remove(victim);
                ended.add(victim);
            }
        });

        move(SessionId.partitionOf(subject) % 16);
        moved.set(true);
        Patience.get(load);

        List<SessionId> stored = new ArrayList<>();
        storage.findAll(subject).value().forEach(session -> stored.add(session.id()));
        assertThat(stored).containsAll(live).doesNotContainAnyElementsOf(ended);
        Set<SessionId> told = new HashSet<>();
        LogCursor position = cursor;
        while (!told.containsAll(ended)) {
            LogPage page = otherNode.revocationLog().read(position, PATIENCE);
            assertThat(page.restarted()).isFalse();
            assertThat(page.revocations()).isNotEmpty();
            page.revocations()
                    .forEach(revocation -> told.add(revocation.sessionId().orElseThrow()));
            position = page.next();
        }
        // A waiting reader is woken by what is logged at the new place.
        LogCursor end = position;
        CompletableFuture<LogPage> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return otherNode.revocationLog().read(end, PATIENCE);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        storage.endAll(subject, RevocationCause.ADMINISTRATOR, 0);
        assertThat(Patience.get(waiting).revocations()).isNotEmpty();
    }

    @Test
    void aNodeThatIsCutOffTakesOnlyItsOwnPartitionsAway() throws InterruptedException {
        TcpRelay away = cluster.relays().get(0);
        String subjectThere = subjectOn(0);
        String subjectElsewhere = subjectOn(1);
        StoredSession there = Sample.stored(storage, subjectThere);
        LogCursor cursor = Sample.end(otherNode.revocationLog());

        away.cut();
        SessionStorageException failure =
                catchThrowableOfType(SessionStorageException.class, () -> storage.find(there.id()));
        assertThat(failure.isRetrySafe()).isTrue();
        StoredSession elsewhere = untilDone(() -> Sample.stored(storage, subjectElsewhere));
        untilDone(() -> storage.end(elsewhere.id(), RevocationCause.SIGNED_OUT));
        assertThat(catchThrowableOfType(
                        SessionStorageException.class,
                        () -> otherNode.revocationLog().read(cursor, Duration.ZERO)))
                .isNotNull();
        await().during(AWAY)
                .atMost(AWAY.plus(PATIENCE))
                .until(() -> storage.findAll(subjectElsewhere).value().isEmpty());
        away.restore();

        await().until(() -> storage.find(there.id()).value().isPresent());
        await().untilAsserted(() -> {
            LogPage page = otherNode.revocationLog().read(cursor, Duration.ZERO);
            assertThat(page.restarted()).isFalse();
            assertThat(page.revocations())
                    .singleElement()
                    .satisfies(revocation -> assertThat(revocation.sessionId()).contains(elsewhere.id()));
        });
    }

    private void move(int partition) {
        int slot = slotOf(partition);
        int from = ownerOf(slot);
        int to = (from + 1) % 3;
        RedisProcess source = cluster.nodes().get(from);
        RedisProcess target = cluster.nodes().get(to);
        require(target.ask("CLUSTER SETSLOT " + slot + " IMPORTING " + idOf(source)));
        require(source.ask("CLUSTER SETSLOT " + slot + " MIGRATING " + idOf(target)));
        for (List<String> keys = keysIn(source, slot); !keys.isEmpty(); keys = keysIn(source, slot)) {
            require(source.ask("MIGRATE 127.0.0.1 " + target.port() + " \"\" 0 5000 KEYS " + String.join(" ", keys)));
        }
        for (RedisProcess node : List.of(target, source, cluster.nodes().get(3 - from - to))) {
            require(node.ask("CLUSTER SETSLOT " + slot + " NODE " + idOf(target)));
        }
    }

    private String subjectOn(int node) {
        for (int i = 0; ; i++) {
            String subject = "subject-" + i;
            if (ownerOf(slotOf(SessionId.partitionOf(subject) % 16)) == node) {
                return subject;
            }
        }
    }

    private static int slotOf(int partition) {
        return SlotHash.getSlot("symbolon:{" + partition + "}:meta");
    }

    /** As the cluster was set up. */
    private static int ownerOf(int slot) {
        return slot < 16_384 / 3 ? 0 : slot < 16_384 * 2 / 3 ? 1 : 2;
    }

    private static List<String> keysIn(RedisProcess node, int slot) {
        List<String> keys = new ArrayList<>();
        Matcher matcher = Pattern.compile("symbolon:\\S+").matcher(node.ask("CLUSTER GETKEYSINSLOT " + slot + " 20"));
        while (matcher.find()) {
            keys.add(matcher.group());
        }
        return keys;
    }

    private static String idOf(RedisProcess node) {
        return node.ask("CLUSTER MYID").split("\r\n", -1)[1];
    }

    private static void require(String answer) {
        assertThat(answer).startsWith("+");
    }

    /** Repeats what may be repeated. */
    private static <T> T untilDone(Supplier<T> call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return call.get();
            } catch (SessionStorageException failed) {
                assertThat(failed.isRetrySafe())
                        .as(String.valueOf(failed.getCause()))
                        .isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }
}
