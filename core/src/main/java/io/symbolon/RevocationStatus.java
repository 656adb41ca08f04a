package io.symbolon;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of this node's copy of the revocation log, and of its listeners: for health checks and metrics.
 *
 * @param entries how many sessions and subjects the view holds a revocation of
 * @param lag how long ago the request was made that the log answered last. In health it stays under twice the time that one
 *     read of the log waits; a revocation that is logged meanwhile ends that wait at once
 * @param lastContact when the request was made that the log answered last, by this node's clock
 * @param droppedEvents how many events the listeners did not get since the start, because they were too slow
 * @param waitingEvents how many events the listeners have not been told yet; from 10,000 on they are dropped
 * @param listeners how many session listeners there are
 */
public record RevocationStatus(
        long entries, Duration lag, Instant lastContact, long droppedEvents, int waitingEvents, int listeners) {}
