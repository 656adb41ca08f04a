package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and which of many tasks runs. Only the task that holds the baton runs; it passes it on where it sleeps, to
 * the task whose time comes next. So threads decide nothing. Times are microseconds since the history's start.
 *
 * <p>Whoever holds the baton may call; nobody else.
 */
final class Scheduler {
    /** Ends what runs when a history is over. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the history is over", null, false, false);
        }
    }

    private record Event(
            long at,
            long number,
            long sleep,
            @Nullable Task task,
            @Nullable Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final List<Task> tasks = new ArrayList<>();
    private final Executor workers;
    private final Task main = new Task("main", null);
    private Task running = main;
    private long now;
    private long numbers;
    private long ticks;
    private boolean isStopped;
    private @Nullable Throwable failure;

    Scheduler(Executor workers) {
        this.workers = workers;
    }

    long now() {
        return now;
    }

    /** Numbers what happens, in its order. */
    long tick() {
        return ++ticks;
    }

    Task running() {
        return running;
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Does something that does not sleep. */
    void at(long when, Runnable action) {
        events.add(new Event(when, ++numbers, 0, null, action));
    }

    void start(long when, String name, Runnable body) {
        wakeAt(when, add(new Task(name, body)));
    }

    /** Takes a thread in that waits for the baton already. */
    void adopt(Task task) {
        task.isStarted = true;
        wakeAt(now, add(task));
    }

    void sleep(long micros) {
        requireGoingOn();
        Task self = running;
        wakeAt(now + micros, self);
        passOn(self);
        requireGoingOn();
    }

    /** Ends the sleep of a task. */
    void wake(Task task) {
        wakeAt(now, task);
    }

    /** Nothing is waited for any more by a thread that ends without the baton. */
    void forget(Task task) {
        task.isDone = true;
        task.sleep = ++numbers;
    }

    /** The thread that has the baton ends, and passes it on. */
    void leave() {
        forget(running);
        give(next());
    }

    /** Ends the history: it is complete. */
    void end() {
        isStopped = true;
    }

    /** Ends the history. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        isStopped = true;
    }

    /** Runs until nothing is left to do, or something failed. */
    @Nullable
    Throwable run() {
        main.isStarted = true;
        passOn(main);
        return failure;
    }

    /** Ends all tasks, one after the other. */
    void stop() {
        isStopped = true;
        for (Task task : List.copyOf(tasks)) {
            if (task.isStarted && !task.isDone && task.body != null) {
                main.isThisThread();
                running = task;
                task.giveBaton();
                main.awaitBaton();
            }
        }
    }

    void requireGoingOn() {
        if (isStopped) {
            throw new Stopped();
        }
    }

    private Task add(Task task) {
        tasks.add(task);
        return task;
    }

    private void wakeAt(long when, Task task) {
        task.sleep = ++numbers;
        events.add(new Event(when, ++numbers, task.sleep, task, null));
    }

    private void passOn(Task self) {
        Task next = next();
        if (next != self) {
            self.isThisThread();
            give(next);
            self.awaitBaton();
        }
    }

    private void give(Task next) {
        running = next;
        Runnable body = next.body;
        if (next.isStarted || body == null) {
            next.giveBaton();
        } else {
            next.isStarted = true;
            workers.execute(() -> work(next, body));
        }
    }

    private void work(Task task, Runnable body) {
        try {
            body.run();
        } catch (Stopped over) {
            // As it was told.
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
        task.isDone = true;
        tasks.remove(task);
        give(next());
    }

    private Task next() {
        while (!isStopped && !events.isEmpty()) {
            Event event = events.remove();
            Task task = event.task;
            if (task != null && (task.isDone || task.sleep != event.sleep)) {
                continue;
            }
            now = Math.max(now, event.at);
            if (task != null) {
                return task;
            }
            act(event.action);
        }
        return main;
    }

    private void act(@Nullable Runnable action) {
        try {
            if (action != null) {
                action.run();
            }
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
    }
}
