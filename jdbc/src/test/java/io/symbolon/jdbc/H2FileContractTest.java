package io.symbolon.jdbc;

import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.StorageContract;
import io.symbolon.testkit.StorageContracts;
import io.symbolon.testkit.StorageFixture;
import org.junit.jupiter.api.Nested;

final class H2FileContractTest extends StorageContracts {
    @Override
    protected StorageFixture newFixture(Class<? extends StorageContract> contract) {
        return JdbcFixture.withClock(H2Database.FILE);
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.withClock(H2Database.FILE);
        }
    }
}
