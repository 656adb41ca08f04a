package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes whose clocks are seconds apart work on one server, which is killed paused or demoted now and then. Takes
 * half a minute, or with {@code -Dsymbolon.long=true} 10 minutes.
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

    /** Writes that had not reached the replica are lost; the demoted server stays up, and the nodes are connected to it. */
    @Test
    void norDoesOneAfterTheServerWasDemoted() {
        try (ReplicatedServers servers = ReplicatedServers.open()) {
            Fault demotion = Fault.failOver("the server is demoted", servers::cutOffReplica, () -> {
                servers.awaitLoss();
                servers.failOver();
            });
            assertSound(ProcessHistory.nodesOn(RedisNode.class, servers.uri())
                    .duration(Duration.ofSeconds(LONG ? 300 : 16))
                    .fault(LONG ? 8 : 1, demotion)
                    .run());
        }
    }

    private static void assertSound(ProcessHistoryResult result) {
        System.out.println("history of three processes on Redis: " + result.counts());
        assertThat(result.contradictions()).as("%s", result).isEmpty();
    }
}
