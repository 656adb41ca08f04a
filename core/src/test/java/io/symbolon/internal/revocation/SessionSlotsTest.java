package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stripe takes no more memory than its entries need, and a search in it always ends. */
class SessionSlotsTest {
    private static final int CAUSE = 3;
    private static final int EARLY = 10;
    private static final int LATE = 20;

    @Test
    void aQuarterOfTheSlotsStaysEmpty() {
        SessionSlots slots = SessionSlots.empty();

        assertThat(fill(slots)).isEqualTo(6);
        assertThat(slots.find(id(1_000))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"0, 6", "3, 6", "4, 12", "7, 12", "8, 24"})
    void aCopyHasRoomForAsManyAgain(int live, int room) {
        SessionSlots copy = holding(live).resized();

        assertThat(idsIn(copy)).containsExactlyInAnyOrderElementsOf(ids(live));
        assertThat(live + fill(copy)).isEqualTo(room);
    }

    @Test
    void whatDiedIsLeftOutOfACopy() {
        SessionSlots slots = holding(6).resized();
        slots.add(id(6), 7, CAUSE, LATE);

        assertThat(slots.killBefore(LATE)).isEqualTo(6);
        assertThat(slots.killBefore(LATE)).isZero();
        assertThat(slots.isDead(slots.find(id(0)))).isTrue();
        assertThat(slots.minimum(slots.find(id(0)))).isEqualTo(SessionTable.NO_MINIMUM);

        SessionSlots copy = slots.resized();
        assertThat(idsIn(copy)).containsExactly(id(6));
        assertThat(1 + fill(copy)).isEqualTo(6);
    }

    @Test
    void aStripeIsSparseWithLessThanAnEighthOfItsSlotsAlive() {
        SessionSlots slots = holding(7).resized();
        assertThat(slots.isSparse()).isFalse();
        slots.killBefore(LATE);
        assertThat(slots.isSparse()).isTrue();

        // Those that come back count again.
        slots.merge(slots.find(id(0)), 9, CAUSE, LATE);
        assertThat(slots.isSparse()).isTrue();
        slots.merge(slots.find(id(1)), 9, CAUSE, LATE);
        assertThat(slots.isSparse()).isFalse();
        slots.merge(slots.find(id(1)), 10, CAUSE, LATE);
        assertThat(idsIn(slots.resized())).containsExactlyInAnyOrder(id(0), id(1));
    }

    @Test
    void theSmallestStripeIsNeverSparse() {
        SessionSlots slots = holding(1);
        slots.killBefore(LATE);

        assertThat(slots.isSparse()).isFalse();
    }

    @Test
    void theGreaterMinimumStaysWithItsCauseAndTheLaterMinute() {
        SessionSlots slots = SessionSlots.empty();
        slots.add(id(0), 7, CAUSE, EARLY);
        int slot = slots.find(id(0));

        assertThat(slots.merge(slot, 7, 4, LATE)).isFalse();
        assertThat(slots.minimum(slot)).isEqualTo(7);
        assertThat(slots.cause(slot)).isEqualTo(CAUSE);
        assertThat(slots.killBefore(LATE)).as("its minute is the later one").isZero();
        assertThat(slots.merge(slot, 8, 4, EARLY)).isTrue();
        assertThat(slots.minimum(slot)).isEqualTo(8);
        assertThat(slots.cause(slot)).isEqualTo(4);
        assertThat(slots.killBefore(LATE)).isZero();
        assertThat(slots.killBefore(LATE + 1)).isOne();
    }

    /** How many more it takes. */
    private static int fill(SessionSlots slots) {
        int added = 0;
        while (!slots.isFull()) {
            slots.add(id(500 + added++), 7, CAUSE, LATE);
        }
        return added;
    }

    private static SessionSlots holding(int count) {
        SessionSlots slots = SessionSlots.empty();
        for (SessionId id : ids(count)) {
            slots = slots.isFull() ? slots.resized() : slots;
            slots.add(id, 7, CAUSE, EARLY);
        }
        return slots;
    }

    private static List<SessionId> idsIn(SessionSlots slots) {
        List<SessionId> ids = new ArrayList<>();
        slots.forEach((id, minimum, cause, minute) -> ids.add(id));
        return ids;
    }

    private static List<SessionId> ids(int count) {
        return IntStream.range(0, count).mapToObj(SessionSlotsTest::id).toList();
    }

    private static SessionId id(int number) {
        return SessionId.of(number, number * 31L);
    }
}
