package io.symbolon.jdbc;

import io.symbolon.testkit.ClusterFailOverContract;
import io.symbolon.testkit.ClusterFaultContract;
import io.symbolon.testkit.EverythingMinimumContract;
import io.symbolon.testkit.FailOverContract;
import io.symbolon.testkit.FaultContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.StorageContract;
import io.symbolon.testkit.StorageContracts;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.SubjectMinimumContract;
import org.junit.jupiter.api.Nested;

final class PostgresContractTest extends StorageContracts {
    @Override
    protected StorageFixture newFixture(Class<? extends StorageContract> contract) {
        return contract == SubjectMinimumContract.class || contract == EverythingMinimumContract.class
                ? JdbcFixture.withClock(PostgresDatabase.shared())
                : new JdbcFixture(PostgresDatabase.shared());
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return new JdbcFixture(PostgresDatabase.shared());
        }
    }

    @Nested
    final class Fault extends FaultContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.behindProxy(PostgresDatabase.shared());
        }
    }

    @Nested
    final class ClusterFault extends ClusterFaultContract {
        @Override
        protected StorageFixture newFixture() {
            return JdbcFixture.behindProxy(PostgresDatabase.shared());
        }
    }

    @Nested
    final class FailOver extends FailOverContract {
        @Override
        protected StorageFixture newFixture() {
            return new JdbcFixture(PostgresDatabase.shared());
        }
    }

    @Nested
    final class ClusterFailOver extends ClusterFailOverContract {
        @Override
        protected StorageFixture newFixture() {
            return new JdbcFixture(PostgresDatabase.shared());
        }
    }
}
