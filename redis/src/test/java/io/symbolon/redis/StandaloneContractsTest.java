package io.symbolon.redis;

import io.symbolon.testkit.StorageContract;
import io.symbolon.testkit.StorageContracts;
import io.symbolon.testkit.StorageFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of a storage on one server, with all keys in one partition. */
final class StandaloneContractsTest extends StorageContracts {
    private static RedisProcess server;

    @BeforeAll
    static void start() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected StorageFixture newFixture(Class<? extends StorageContract> contract) {
        return StandaloneFixture.of(server, 1);
    }
}
