package io.symbolon.http.contract;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait at most: far above any promise, as others may keep the machine busy. */
public final class Patience {
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Most conditions are true after a few milliseconds. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private Patience() {}

    /** What throws is not true yet; if it is so at the end, what it threw is the cause. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .ignoreExceptions();
    }
}
