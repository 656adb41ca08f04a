package io.symbolon.redis;

import io.symbolon.testkit.ClusterFaultContract;
import io.symbolon.testkit.FaultContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.StorageFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of a storage on one server, with several partitions: what takes time, or takes the server away. */
final class StandaloneFaultContractsTest {
    /** While the server is away, every call takes as long. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(6);

    private static RedisProcess server;

    @BeforeAll
    static void start() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return StandaloneFixture.behindRelay(server, 3, TestClients.COMMAND_TIMEOUT);
        }
    }

    @Nested
    final class Fault extends FaultContract {
        @Override
        protected StorageFixture newFixture() {
            return StandaloneFixture.behindRelay(server, 3, COMMAND_TIMEOUT);
        }
    }

    @Nested
    final class ClusterFault extends ClusterFaultContract {
        @Override
        protected StorageFixture newFixture() {
            return StandaloneFixture.behindRelay(server, 3, COMMAND_TIMEOUT);
        }
    }
}
