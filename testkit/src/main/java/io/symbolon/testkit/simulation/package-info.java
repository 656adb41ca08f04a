/**
 * A deterministic simulation of a cluster: several managers and a verifier on a network that loses, delays and repeats, in
 * front of a storage that fails over, with clients that do what clients do. One seed decides everything; a model of what
 * must be true checks every answer. See {@link io.symbolon.testkit.simulation.Simulation}.
 */
@NullMarked
package io.symbolon.testkit.simulation;

import org.jspecify.annotations.NullMarked;
