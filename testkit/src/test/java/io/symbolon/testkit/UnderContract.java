package io.symbolon.testkit;

import io.symbolon.testkit.Defects.Defect;
import io.symbolon.testkit.Defects.OfTheRun;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts, for the defect that a run names. Only {@link ContractsCanFailTest} runs them. */
final class UnderContract {
    private UnderContract() {}

    @ExtendWith(OfTheRun.class)
    static final class Session extends SessionContract {
        private final Defect defect;

        Session(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Limit extends SessionLimitContract {
        private final Defect defect;

        Limit(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class CompareAndSet extends CompareAndSetContract {
        private final Defect defect;

        CompareAndSet(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Logging extends RevocationLogContract {
        private final Defect defect;

        Logging(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Reading extends LogReadingContract {
        private final Defect defect;

        Reading(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Trimming extends LogTrimmingContract {
        private final Defect defect;

        Trimming(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Minimum extends SubjectMinimumContract {
        private final Defect defect;

        Minimum(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Restore extends RestoreContract {
        private final Defect defect;

        Restore(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Racing extends RaceContract {
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
    static final class Stress extends StressContract {
        private final Defect defect;

        Stress(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Hostile extends HostileInputContract {
        private final Defect defect;

        Hostile(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Fault extends FaultContract {
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
    static final class ClusterRefresh extends ClusterRefreshContract {
        private final Defect defect;

        ClusterRefresh(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class ClusterFault extends ClusterFaultContract {
        private final Defect defect;

        ClusterFault(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }

    @ExtendWith(OfTheRun.class)
    static final class Atomicity extends AtomicityContract {
        private final Defect defect;

        Atomicity(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }
}
