package io.symbolon.jdbc;

import io.symbolon.testkit.ClusterFailOverContract;
import io.symbolon.testkit.FailOverContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.StorageContract;
import io.symbolon.testkit.StorageContracts;
import io.symbolon.testkit.StorageFixture;
import org.junit.jupiter.api.Nested;

final class H2MemoryContractTest extends StorageContracts {
    @Override
    protected StorageFixture newFixture(Class<? extends StorageContract> contract) {
        return JdbcFixture.withClock(H2Database.MEMORY);
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.withClock(H2Database.MEMORY);
        }
    }

    @Nested
    final class FailOver extends FailOverContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.withClock(H2Database.MEMORY);
        }
    }

    @Nested
    final class ClusterFailOver extends ClusterFailOverContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.withClock(H2Database.MEMORY);
        }
    }
}
