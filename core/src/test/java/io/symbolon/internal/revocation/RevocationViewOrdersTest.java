package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.fixture.Lincheck;
import io.symbolon.storage.Revocation;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A token whose verdict is remembered by the count of changes, as in {@code AccessTokenVerification}, while revocations come:
 * in every order of steps a call that began after a revocation returned refuses it.
 */
@EnabledIfSystemProperty(named = "symbolon.long", matches = "true", disabledReason = "takes minutes")
class RevocationViewOrdersTest {
    private static final SessionId SESSION = SessionId.of(1, 2);
    private static final SessionId OTHER = SessionId.of(3, 4);
    private static final String SUBJECT = "ada";
    private static final long VERSION = 10;
    private static final Instant AT = Instant.EPOCH;
    private static final Revocation ENDED =
            Revocation.sessionEnded(Optional.of(SUBJECT), SESSION, RevocationCause.SIGNED_OUT, AT);

    /** A view, and what is remembered of a token. */
    public static final class RememberedVerdict {
        private final RevocationView view = new RevocationView();
        private volatile long currentAt = -1;

        @Operation
        public boolean isGood() {
            long changes = view.changes(SESSION, SUBJECT);
            if (currentAt == changes) {
                return true;
            }
            boolean isCurrent = view.check(SESSION, SUBJECT, VERSION) == Verdict.CURRENT;
            if (isCurrent) {
                currentAt = changes;
            }
            return isCurrent;
        }

        @Operation
        public void endSession() {
            view.apply(ENDED);
        }

        @Operation
        public void outdateSession() {
            view.apply(Revocation.sessionOutdated(Optional.of(SUBJECT), SESSION, VERSION + 1, AT));
        }

        @Operation
        public void endSubject() {
            view.apply(Revocation.subjectEnded(SUBJECT, VERSION + 1, RevocationCause.ADMINISTRATOR, AT));
        }

        @Operation
        public void outdateSubjectBefore() {
            view.apply(Revocation.subjectOutdated(SUBJECT, VERSION, AT));
        }

        @Operation
        public void endAnotherSession() {
            view.apply(Revocation.sessionEnded(Optional.of(SUBJECT), OTHER, RevocationCause.SIGNED_OUT, AT));
        }
    }

    /** Reads the count after the look, so that a change between the two is never looked at. */
    public static final class CountsAfterTheLook {
        private final AtomicLong counted = new AtomicLong();
        private volatile boolean isEnded;
        private volatile long currentAt = -1;

        @Operation
        public boolean isGood() {
            if (currentAt == counted.get()) {
                return true;
            }
            boolean isCurrent = !isEnded;
            if (isCurrent) {
                currentAt = counted.get();
            }
            return isCurrent;
        }

        @Operation
        public void endSession() {
            isEnded = true;
            counted.incrementAndGet();
        }
    }

    /** A change is counted before it can be seen. */
    public static final class CountsBeforeTheChange {
        private final AtomicLong counted = new AtomicLong();
        private volatile boolean isEnded;
        private volatile long currentAt = -1;

        @Operation
        public boolean isGood() {
            long changes = counted.get();
            if (currentAt == changes) {
                return true;
            }
            boolean isCurrent = !isEnded;
            if (isCurrent) {
                currentAt = changes;
            }
            return isCurrent;
        }

        @Operation
        public void endSession() {
            counted.incrementAndGet();
            isEnded = true;
        }
    }

    @Test
    void noOrderOfStepsLetsARememberedTokenOutliveItsSession() {
        Lincheck.fewOrders().check(RememberedVerdict.class);
    }

    @Test
    void aCountThatIsReadTooLateIsFound() {
        assertThatThrownBy(() -> Lincheck.orders().check(CountsAfterTheLook.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void aChangeThatIsCountedTooEarlyIsFound() {
        assertThatThrownBy(() -> Lincheck.orders().check(CountsBeforeTheChange.class))
                .isInstanceOf(LincheckAssertionError.class);
    }
}
