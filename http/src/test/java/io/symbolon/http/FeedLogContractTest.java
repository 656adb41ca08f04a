package io.symbolon.http;

import io.symbolon.testkit.EverythingContract;
import io.symbolon.testkit.FailOverContract;
import io.symbolon.testkit.FaultContract;
import io.symbolon.testkit.LogReadingContract;
import io.symbolon.testkit.LogTrimmingContract;
import io.symbolon.testkit.RestoreContract;
import io.symbolon.testkit.RevocationLogContract;
import io.symbolon.testkit.RollOutContract;
import io.symbolon.testkit.StorageFixture;
import org.junit.jupiter.api.Nested;

/** The contracts of a revocation log, read over HTTP from a feed: with kills, trims and fail-over behind it. */
class FeedLogContractTest {
    @Nested
    class Logging extends RevocationLogContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class Reading extends LogReadingContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class Trimming extends LogTrimmingContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class Everything extends EverythingContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class GivingBack extends RestoreContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class RollingOut extends RollOutContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class Faulty extends FaultContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }

    @Nested
    class FailingOver extends FailOverContract {
        @Override
        protected StorageFixture newFixture() {
            return new FeedFixture();
        }
    }
}
