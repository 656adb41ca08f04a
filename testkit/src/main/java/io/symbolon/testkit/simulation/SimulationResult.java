package io.symbolon.testkit.simulation;

import java.time.Duration;

/**
 * What a simulation has done, without finding anything wrong.
 *
 * @param histories how many histories were run
 * @param calls how many calls of the nodes' API were answered and judged
 * @param verifications how many answers of {@code verify} were judged
 * @param revocations how often another node learned of a revocation
 * @param medianDelay of a revocation, in virtual time: from its entry in the log to its refusal on another node
 * @param delay90 the 90th percentile of it
 * @param delay99 the 99th percentile of it; nodes that were cut off for up to a minute are among them
 */
public record SimulationResult(
        long histories,
        long calls,
        long verifications,
        long revocations,
        Duration medianDelay,
        Duration delay90,
        Duration delay99) {}
