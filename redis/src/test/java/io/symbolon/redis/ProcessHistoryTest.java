package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes whose clocks are seconds apart work on one server, which is killed and paused now and then. Takes 12
 * seconds, or with {@code -Dsymbolon.long=true} 5 minutes.
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

            System.out.println("history of three processes on Redis: " + result.counts());
            assertThat(result.contradictions()).as("%s", result).isEmpty();
        }
    }
}
