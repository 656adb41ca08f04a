package io.symbolon.redis;

import io.symbolon.testkit.ClusterFaultContract;
import io.symbolon.testkit.FaultContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.StorageFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of a storage on a cluster of three nodes: what takes time, or takes the nodes away. */
final class ClusterFaultContractsTest {
    /** While the server is away, every call takes as long. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(6);

    private static ClusterProcesses cluster;

    @BeforeAll
    static void start() {
        cluster = ClusterProcesses.startBehindRelays();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return new ClusterFixture(cluster);
        }
    }

    @Nested
    final class Fault extends FaultContract {
        @Override
        protected StorageFixture newFixture() {
            return new ClusterFixture(cluster, COMMAND_TIMEOUT);
        }
    }

    @Nested
    final class ClusterFault extends ClusterFaultContract {
        @Override
        protected StorageFixture newFixture() {
            return new ClusterFixture(cluster, COMMAND_TIMEOUT);
        }
    }
}
