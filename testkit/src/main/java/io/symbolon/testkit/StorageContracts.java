package io.symbolon.testkit;

import org.junit.jupiter.api.Nested;

/**
 * The contracts that every storage can be held to, in one class to extend. {@link LogTrimmingContract},
 * {@link FaultContract} and {@link ClusterFaultContract} ask for a clock that can be set or a server that can be taken away:
 * a storage's author extends them beside it, where the fixture has these.
 */
public abstract class StorageContracts {
    /** For subclasses. */
    protected StorageContracts() {}

    /**
     * Makes a fixture with empty data. Called once for each test.
     *
     * @param contract the one that asks; most storages need not look at it
     * @return the fixture, which the contract closes
     */
    protected abstract StorageFixture newFixture(Class<? extends StorageContract> contract);

    @Nested
    final class Session extends SessionContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(SessionContract.class);
        }
    }

    @Nested
    final class SessionLimit extends SessionLimitContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(SessionLimitContract.class);
        }
    }

    @Nested
    final class CompareAndSet extends CompareAndSetContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(CompareAndSetContract.class);
        }
    }

    @Nested
    final class SubjectMinimum extends SubjectMinimumContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(SubjectMinimumContract.class);
        }
    }

    @Nested
    final class Restore extends RestoreContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RestoreContract.class);
        }
    }

    @Nested
    final class HostileInput extends HostileInputContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(HostileInputContract.class);
        }
    }

    @Nested
    final class RevocationLog extends RevocationLogContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RevocationLogContract.class);
        }
    }

    @Nested
    final class LogReading extends LogReadingContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(LogReadingContract.class);
        }
    }

    @Nested
    final class Atomicity extends AtomicityContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(AtomicityContract.class);
        }
    }

    @Nested
    final class Race extends RaceContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RaceContract.class);
        }
    }

    @Nested
    final class Stress extends StressContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(StressContract.class);
        }
    }

    @Nested
    final class Cluster extends ClusterContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterContract.class);
        }
    }

    @Nested
    final class ClusterRefresh extends ClusterRefreshContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterRefreshContract.class);
        }
    }
}
