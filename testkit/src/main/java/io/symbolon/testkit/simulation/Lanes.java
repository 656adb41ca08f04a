package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** Histories one after the other, in several lanes at once. */
final class Lanes {
    private static final long NONE = Long.MAX_VALUE;

    private final LongPredicate goesOn;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong firstFailed = new AtomicLong(NONE);

    /** @param goesOn whether the history of a number, from zero, is to be run if none has failed */
    Lanes(LongPredicate goesOn) {
        this.goesOn = goesOn;
    }

    /**
     * Runs histories until one fails. As they are begun in the order of their numbers, it is the same one each time.
     *
     * @param succeeds runs the history of a number in a lane
     * @return the least number that failed
     */
    OptionalLong run(int lanes, ExecutorService workers, Lane succeeds) {
        List<Future<?>> running = new ArrayList<>();
        for (int number = 0; number < lanes; number++) {
            int lane = number;
            Callable<?> work = () -> {
                run(lane, succeeds);
                return lane;
            };
            running.add(workers.submit(work));
        }
        running.forEach(Lanes::await);
        long failed = firstFailed.get();
        return failed == NONE ? OptionalLong.empty() : OptionalLong.of(failed);
    }

    private void run(int lane, Lane succeeds) {
        long number = next.getAndIncrement();
        while (number < firstFailed.get() && goesOn.test(number)) {
            if (!succeeds.run(lane, number)) {
                firstFailed.accumulateAndGet(number, Math::min);
            }
            number = next.getAndIncrement();
        }
    }

    private static void await(Future<?> lane) {
        try {
            lane.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What runs a history. */
    interface Lane {
        /** True if nothing was wrong. */
        boolean run(int lane, long number);
    }
}
