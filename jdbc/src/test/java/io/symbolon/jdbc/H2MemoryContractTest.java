package io.symbolon.jdbc;

import io.symbolon.testkit.AtomicityContract;
import io.symbolon.testkit.ClusterContract;
import io.symbolon.testkit.ClusterRefreshContract;
import io.symbolon.testkit.CompareAndSetContract;
import io.symbolon.testkit.HostileInputContract;
import io.symbolon.testkit.LogReadingContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.RaceContract;
import io.symbolon.testkit.RestoreContract;
import io.symbolon.testkit.RevocationLogContract;
import io.symbolon.testkit.SessionContract;
import io.symbolon.testkit.SessionLimitContract;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.StressContract;
import io.symbolon.testkit.SubjectMinimumContract;
import org.junit.jupiter.api.Nested;

final class H2MemoryContractTest {
    private static StorageFixture fixture() {
        return JdbcFixture.withClock(H2Database.MEMORY);
    }

    @Nested
    final class Session extends SessionContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class SessionLimit extends SessionLimitContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class CompareAndSet extends CompareAndSetContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class RevocationLog extends RevocationLogContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class LogReading extends LogReadingContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class LogTrimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class SubjectMinimum extends SubjectMinimumContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class Race extends RaceContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class Restore extends RestoreContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class HostileInput extends HostileInputContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class Stress extends StressContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class Cluster extends ClusterContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class ClusterRefresh extends ClusterRefreshContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }

    @Nested
    final class Atomicity extends AtomicityContract {
        @Override
        protected StorageFixture newFixture() {
            return fixture();
        }
    }
}
