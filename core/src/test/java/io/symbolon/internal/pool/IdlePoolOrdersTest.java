package io.symbolon.internal.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.Lincheck;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Threads that fall on the same place of a pool: in every order of steps an object is lent to one of them only. */
@EnabledIfSystemProperty(named = "symbolon.long", matches = "true", disabledReason = "takes minutes")
class IdlePoolOrdersTest {
    /** A pool with one place, so that the place does not depend on the thread. */
    @Param(name = "engine", gen = IntGen.class, conf = "1:3")
    public static final class OnePlace {
        private final IdlePool<Integer> pool = new IdlePool<>(1);

        @Operation
        public @Nullable Integer take() {
            return pool.take();
        }

        @Operation
        public void giveBack(@Param(name = "engine") int engine) {
            pool.giveBack(engine);
        }
    }

    /** Empties the place after the look, and not with it. */
    @Param(name = "engine", gen = IntGen.class, conf = "1:3")
    public static final class TakesInTwoSteps {
        private final AtomicReference<@Nullable Integer> place = new AtomicReference<>();

        @Operation
        public @Nullable Integer take() {
            Integer idle = place.get();
            place.set(null);
            return idle;
        }

        @Operation
        public void giveBack(@Param(name = "engine") int engine) {
            place.lazySet(engine);
        }
    }

    @Test
    void noOrderOfStepsLendsAnEngineToTwoThreads() {
        Lincheck.orders().check(OnePlace.class);
    }

    @Test
    void anEngineThatIsTakenInTwoStepsIsFound() {
        assertThatThrownBy(() -> Lincheck.orders().check(TakesInTwoSteps.class))
                .isInstanceOf(LincheckAssertionError.class);
    }
}
