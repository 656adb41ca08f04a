/** The libraries that Symbolon is measured beside: one adapter each, and the floors below which nobody can get. */
@NullMarked
package io.symbolon.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
