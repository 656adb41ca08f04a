package io.symbolon.testkit;

import io.symbolon.testkit.Defects.Defect;
import io.symbolon.testkit.Defects.OfTheRun;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts of clusters, for the defect that a run names. Only {@link ContractsCanFailTest} runs them. */
final class UnderClusterContract {
    private UnderClusterContract() {}

    @ExtendWith(OfTheRun.class)
    static final class Everything extends ClusterEverythingContract {
        private final Defect defect;

        Everything(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Cluster extends ClusterContract {
        private final Defect defect;

        Cluster(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Racing extends ClusterRaceContract {
        private final Defect defect;

        Racing(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Refresh extends ClusterRefreshContract {
        private final Defect defect;

        Refresh(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Fault extends ClusterFaultContract {
        private final Defect defect;

        Fault(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class FailOver extends ClusterFailOverContract {
        private final Defect defect;

        FailOver(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Repeat extends ClusterRepeatContract {
        private final Defect defect;

        Repeat(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class RollOut extends ClusterRollOutContract {
        private final Defect defect;

        RollOut(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class PeerFault extends ClusterPeerFaultContract {
        private final Defect defect;

        PeerFault(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }
}
