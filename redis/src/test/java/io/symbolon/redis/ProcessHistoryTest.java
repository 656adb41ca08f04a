package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.NodeStorage;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes whose clocks are seconds apart work on one server, which is killed, paused or demoted now and then.
 * Half a minute to a minute each; five minutes with {@code -Dsymbolon.long=true}.
 */
@Isolated("measures time")
final class ProcessHistoryTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");

    @Test
    void noAnswerOfThreeProcessesContradictsAnother() {
        try (RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always")) {
            ProcessHistoryResult result = ProcessHistory.nodesOn(RedisNode.class, server.uri())
                    .duration(Duration.ofSeconds(LONG ? 300 : 12))
                    .fault(LONG ? 10 : 1, new Fault("the server is killed", server::kill, server::restart))
                    .fault(LONG ? 10 : 1, new Fault("the server is paused", server::pause, server::resume))
                    .run();

            assertSound(result);
        }
    }

    @Test
    void norDoesOneAfterTheServerWasDemoted() {
        assertSoundAfterDemotion(RedisNode.class, ReplicatedServers::behindName);
    }

    @Test
    void norDoesOneAfterSentinelDemotedTheServer() {
        assertSoundAfterDemotion(RedisNode.class, ReplicatedServers::behindSentinel);
    }

    @Test
    void norDoesOneAfterAPrimaryOfAClusterWasDemoted() {
        assertSoundAfterDemotion(RedisClusterNode.class, ReplicatedServers::inCluster);
    }

    /** Writes that had not reached the replica are lost; the demoted server stays up, and the nodes are connected to it. */
    private static void assertSoundAfterDemotion(
            Class<? extends NodeStorage> storage, Supplier<ReplicatedServers> start) {
        try (ReplicatedServers servers = start.get()) {
            assertSound(ProcessHistory.nodesOn(storage, servers.uri())
                    .duration(Duration.ofSeconds(LONG ? 300 : 16))
                    .fault(LONG ? 8 : 1, Fault.failOver("the server is demoted", servers::cutOffReplica, () -> {
                        servers.awaitLoss();
                        servers.failOver();
                    }))
                    .run());
        }
    }

    private static void assertSound(ProcessHistoryResult result) {
        System.out.println("history of three processes on Redis: " + result.counts());
        assertThat(result.contradictions()).as("%s", result).isEmpty();
    }
}
