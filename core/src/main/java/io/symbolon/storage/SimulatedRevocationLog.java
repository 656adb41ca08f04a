package io.symbolon.storage;

import java.time.Duration;

/**
 * A log in virtual time: a simulation's, which decides itself how fast time passes. A node that follows such a log asks it
 * for the three things that it otherwise asks the machine for. A real storage has no use for it.
 *
 * <p>Thread-safe.
 */
public interface SimulatedRevocationLog extends RevocationLog {
    /**
     * Monotonic time, by which a node judges how long the log has been silent.
     *
     * @return nanoseconds since any fixed moment
     */
    long nanoTime();

    /**
     * Waits before the next try, after a read that failed.
     *
     * @param time how long, in virtual time
     * @throws InterruptedException if the node is closed meanwhile
     */
    void pause(Duration time) throws InterruptedException;

    /**
     * Tells the node's listeners something later, after what was given before.
     *
     * @param event tells it; never throws
     * @return false if too many events wait: this one is never told
     */
    boolean tell(Runnable event);
}
