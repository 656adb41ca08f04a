/**
 * Histories of real processes: several nodes, each a JVM of its own, on one real storage, while faults happen to nodes and
 * servers. Each answer is judged afterwards by what must be true. The beginning is
 * {@link io.symbolon.testkit.history.ProcessHistory}.
 */
@NullMarked
package io.symbolon.testkit.history;

import org.jspecify.annotations.NullMarked;
