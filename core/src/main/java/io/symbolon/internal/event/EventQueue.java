package io.symbolon.internal.event;

import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SimulatedRevocationLog;

/** Where events wait for the thread that tells them, in order. Thread-safe. */
interface EventQueue extends AutoCloseable {
    /** The machine's, or that of the simulation which a log is part of. */
    static EventQueue of(RevocationLog log) {
        return log instanceof SimulatedRevocationLog simulated
                ? new SimulatedEventQueue(simulated)
                : new ThreadedEventQueue();
    }

    /** False if it is full, or closed: then the event is never told. */
    boolean offer(Runnable event);

    /** How many events it holds. */
    int waiting();

    /** Tells what is waiting, for two seconds at most. */
    @Override
    void close();
}
