package io.symbolon.testkit;

import io.symbolon.testkit.Defects.Defect;
import io.symbolon.testkit.Defects.OfTheRun;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts of operations, for the defect that a run names. Only {@link ContractsCanFailTest} runs them. */
final class UnderContract {
    private UnderContract() {}

    @ExtendWith(OfTheRun.class)
    static final class Everything extends EverythingMinimumContract {
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
    static final class Page extends PageContract {
        private final Defect defect;

        Page(Defect defect) {
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
    static final class ClientLimit extends ClientLimitContract {
        private final Defect defect;

        ClientLimit(Defect defect) {
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
    static final class Revision extends RevisionContract {
        private final Defect defect;

        Revision(Defect defect) {
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
    static final class Repeat extends RepeatContract {
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
    static final class RollOut extends RollOutContract {
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
    static final class UseAfterClose extends UseAfterCloseContract {
        private final Defect defect;

        UseAfterClose(Defect defect) {
            this.defect = defect;
        }

        @Override
        protected StorageFixture newFixture() {
            return defect.fixture();
        }
    }
}
