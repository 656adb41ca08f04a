package io.symbolon.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that start at the same moment. */
final class Race {
    private static final Duration LONGEST = Patience.PATIENCE.multipliedBy(2);

    private Race() {}

    /**
     * Runs the same thing on some threads.
     *
     * @return what each gave, in the order of the racers' numbers
     */
    static <T> List<T> of(int racers, IntFunction<T> racer) throws InterruptedException {
        return between(IntStream.range(0, racers)
                .<Callable<T>>mapToObj(number -> () -> racer.apply(number))
                .toList());
    }

    /**
     * Runs different things, each on a thread of its own.
     *
     * @return what each gave, in their order
     * @throws AssertionError if one threw, or took longer than two minutes
     */
    static <T> List<T> between(List<Callable<T>> racers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        try {
            CyclicBarrier start = new CyclicBarrier(racers.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> racer : racers) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return racer.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
            }
            return results;
        } catch (ExecutionException failed) {
            throw new AssertionError("a racing thread failed", failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("a racing thread was not done within " + LONGEST, late);
        } finally {
            threads.shutdownNow();
            end(threads);
        }
    }

    /** None of them works on in what the next test uses. */
    private static void end(ExecutorService threads) throws InterruptedException {
        if (!threads.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("a racing thread that was interrupted did not end within " + LONGEST);
        }
    }
}
