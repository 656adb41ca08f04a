package io.symbolon.redis;

import io.symbolon.testkit.AtomicityContract;
import io.symbolon.testkit.ClusterContract;
import io.symbolon.testkit.ClusterRefreshContract;
import io.symbolon.testkit.CompareAndSetContract;
import io.symbolon.testkit.HostileInputContract;
import io.symbolon.testkit.LogReadingContract;
import io.symbolon.testkit.RaceContract;
import io.symbolon.testkit.RestoreContract;
import io.symbolon.testkit.RevocationLogContract;
import io.symbolon.testkit.SessionContract;
import io.symbolon.testkit.SessionLimitContract;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.StressContract;
import io.symbolon.testkit.SubjectMinimumContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of a storage on one server, with all keys in one partition. */
final class StandaloneContractsTest {
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
    final class Session extends SessionContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class SessionLimit extends SessionLimitContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class CompareAndSet extends CompareAndSetContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class RevocationLog extends RevocationLogContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class LogReading extends LogReadingContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class SubjectMinimum extends SubjectMinimumContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class Restore extends RestoreContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class Race extends RaceContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class Stress extends StressContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class HostileInput extends HostileInputContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class Cluster extends ClusterContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class ClusterRefresh extends ClusterRefreshContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }

    @Nested
    final class Atomicity extends AtomicityContract {
        @Override
        protected StorageFixture newFixture() {
            return new StandaloneFixture(server, 1);
        }
    }
}
