/** What cannot be said in operations a second: memory, the start of a node, pauses. */
@NullMarked
package io.symbolon.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
