package io.symbolon.testkit;

import org.junit.jupiter.api.Nested;

/**
 * The contracts that apply to every storage, in one class to extend. {@link LogTrimmingContract}, {@link FaultContract},
 * {@link FailOverContract}, {@link ClusterFaultContract} and {@link ClusterFailOverContract} take longer, or ask for a server
 * that can be taken away: a storage's author extends them beside it.
 */
public abstract class StorageContracts {
    /** For subclasses. */
    protected StorageContracts() {}

    /**
     * Makes a fixture with empty data. Called once for each test.
     *
     * @param contract the one that asks; most storages can ignore it
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
    final class Page extends PageContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(PageContract.class);
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
    final class ClientLimit extends ClientLimitContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClientLimitContract.class);
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
    final class Revision extends RevisionContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RevisionContract.class);
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
    final class Everything extends EverythingContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(EverythingContract.class);
        }
    }

    @Nested
    final class EverythingMinimum extends EverythingMinimumContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(EverythingMinimumContract.class);
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
    final class Repeat extends RepeatContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RepeatContract.class);
        }
    }

    @Nested
    final class RollOut extends RollOutContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(RollOutContract.class);
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
    final class UseAfterClose extends UseAfterCloseContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(UseAfterCloseContract.class);
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
    final class ClusterEverything extends ClusterEverythingContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterEverythingContract.class);
        }
    }

    @Nested
    final class ClusterRace extends ClusterRaceContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterRaceContract.class);
        }
    }

    @Nested
    final class ClusterRefresh extends ClusterRefreshContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterRefreshContract.class);
        }
    }

    @Nested
    final class ClusterRepeat extends ClusterRepeatContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterRepeatContract.class);
        }
    }

    @Nested
    final class ClusterRollOut extends ClusterRollOutContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterRollOutContract.class);
        }
    }

    @Nested
    final class ClusterPeerFault extends ClusterPeerFaultContract {
        @Override
        protected StorageFixture newFixture() {
            return StorageContracts.this.newFixture(ClusterPeerFaultContract.class);
        }
    }
}
