package io.symbolon.testkit.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What runs in a simulation while it holds the baton. All fields but the last two are the baton's holder's. */
final class Task {
    final String name;

    /** What it does; empty for a thread that was there before. */
    final @Nullable Runnable body;

    /** The call of a node's API that it is in. */
    @Nullable
    ApiCall call;

    /** Names the sleep that it is in, so that an event for an earlier one is ignored. */
    long sleep;

    boolean isStarted;
    volatile boolean isDone;

    /** Whether its thread is a node's own, which interrupts it when it closes. */
    private final boolean isInterruptible;

    private volatile @Nullable Thread thread;
    private volatile boolean hasBaton;

    Task(String name, @Nullable Runnable body) {
        this.name = name;
        this.body = body;
        this.isInterruptible = body == null;
    }

    void giveBaton() {
        hasBaton = true;
        LockSupport.unpark(thread);
    }

    /** To be called before the baton is passed on. */
    void isThisThread() {
        thread = Thread.currentThread();
        hasBaton = false;
    }

    /** @throws Scheduler.Stopped if it can be interrupted, and was before it got the baton */
    void awaitBaton() {
        while (!hasBaton) {
            if (isInterruptible && Thread.interrupted()) {
                isDone = true;
                throw new Scheduler.Stopped();
            }
            LockSupport.park(this);
        }
    }
}
