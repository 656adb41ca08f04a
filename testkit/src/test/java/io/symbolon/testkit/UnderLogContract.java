package io.symbolon.testkit;

import io.symbolon.testkit.Defects.Defect;
import io.symbolon.testkit.Defects.OfTheRun;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts of the log and of faults, for the defect that a run names. Only {@link ContractsCanFailTest} runs them. */
final class UnderLogContract {
    private UnderLogContract() {}

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
    static final class FailOver extends FailOverContract {
        private final Defect defect;

        FailOver(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }
}
