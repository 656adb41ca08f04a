package io.symbolon.redis;

import io.symbolon.testkit.StorageContract;
import io.symbolon.testkit.StorageContracts;
import io.symbolon.testkit.StorageFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of a storage on a cluster of three nodes, with 16 partitions. */
final class ClusterContractsTest extends StorageContracts {
    private static ClusterProcesses cluster;

    @BeforeAll
    static void start() {
        cluster = ClusterProcesses.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected StorageFixture newFixture(Class<? extends StorageContract> contract) {
        return new ClusterFixture(cluster);
    }
}
