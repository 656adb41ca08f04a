package io.symbolon.internal.event;

import io.symbolon.storage.SimulatedRevocationLog;

/** A simulation's: it decides when events are told, and when there are too many. */
record SimulatedEventQueue(SimulatedRevocationLog simulation) implements EventQueue {
    @Override
    public boolean offer(Runnable event) {
        return simulation.tell(event);
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public void close() {
        // The simulation tells no more events of a node that it closes.
    }
}
