/** What a number of sessions needs, computed from what was measured. */
@NullMarked
package io.symbolon.benchmarks.capacity;

import org.jspecify.annotations.NullMarked;
