package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.SessionId;
import io.symbolon.fixture.Lincheck;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** One writer and readers without a lock, in one stripe of slots that has to grow: in every order a reader sees what was written. */
@EnabledIfSystemProperty(named = "symbolon.long", matches = "true", disabledReason = "takes minutes")
class SessionTableOrdersTest {
    private static final int BEFORE = 5;
    private static final List<SessionId> IDS = LongStream.range(0, 10)
            .mapToObj(number -> SessionId.of(number, ~number))
            .toList();

    /** Slots that are nearly full, so that one or two more entries need larger ones. */
    @Param(name = "number", gen = IntGen.class, conf = "4:8")
    @Param(name = "minimum", gen = IntGen.class, conf = "1:3")
    public static class Growing {
        volatile SessionSlots slots = SessionSlots.empty();

        public Growing() {
            for (int number = 0; number < BEFORE; number++) {
                slots.add(IDS.get(number), 1, 0, 0);
            }
        }

        @Operation(nonParallelGroup = "writer")
        public boolean merge(@Param(name = "number") int number, @Param(name = "minimum") int minimum) {
            SessionId id = IDS.get(number);
            int slot = slots.find(id);
            if (slot >= 0) {
                return slots.merge(slot, minimum, 0, 0);
            }
            if (slots.isFull()) {
                grow();
            }
            slots.add(id, minimum, 0, 0);
            return true;
        }

        @Operation
        public long minimumOf(@Param(name = "number") int number) {
            SessionSlots now = slots;
            int slot = now.find(IDS.get(number));
            return slot < 0 ? SessionTable.NO_MINIMUM : now.minimum(slot);
        }

        void grow() {
            slots = slots.resized();
        }
    }

    /** Lets readers in before the entries are copied. */
    @Param(name = "number", gen = IntGen.class, conf = "4:8")
    @Param(name = "minimum", gen = IntGen.class, conf = "1:3")
    public static final class GrowsInSight extends Growing {
        @Override
        @Operation(nonParallelGroup = "writer")
        public boolean merge(@Param(name = "number") int number, @Param(name = "minimum") int minimum) {
            return super.merge(number, minimum);
        }

        @Override
        @Operation
        public long minimumOf(@Param(name = "number") int number) {
            return super.minimumOf(number);
        }

        @Override
        void grow() {
            SessionSlots full = slots.resized();
            slots = SessionSlots.empty();
            slots = full;
        }
    }

    @Test
    void noOrderOfStepsHidesAnEntryFromAReader() {
        Lincheck.orders().check(Growing.class);
    }

    @Test
    void slotsThatAreSeenBeforeTheyAreFullAreFound() {
        assertThatThrownBy(() -> Lincheck.orders().check(GrowsInSight.class))
                .isInstanceOf(LincheckAssertionError.class);
    }
}
