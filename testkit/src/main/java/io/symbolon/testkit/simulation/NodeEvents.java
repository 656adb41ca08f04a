package io.symbolon.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Queue;

/** The events that wait until a run's listeners are told: one after the other, and so many at most. */
final class NodeEvents {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Scheduler scheduler;
    private final ListenerPace pace;
    private final Draw draw;
    private long refused;
    private boolean isClosed;

    NodeEvents(Scheduler scheduler, ListenerPace pace, Draw draw) {
        this.scheduler = scheduler;
        this.pace = pace;
        this.draw = draw;
    }

    boolean offer(Runnable event) {
        if (isClosed) {
            return true;
        }
        if (waiting.size() >= pace.room()) {
            refused++;
            return false;
        }
        waiting.add(event);
        if (waiting.size() == 1) {
            tellSoon();
        }
        return true;
    }

    /** How many found no room. */
    long refused() {
        return refused;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void close() {
        isClosed = true;
        waiting.clear();
    }

    private void tellSoon() {
        scheduler.at(scheduler.now() + draw.between(0, pace.slowestMicros()), this::tellNext);
    }

    private void tellNext() {
        Runnable event = waiting.peek();
        if (event != null) {
            event.run();
            waiting.poll();
            if (!waiting.isEmpty()) {
                tellSoon();
            }
        }
    }
}
