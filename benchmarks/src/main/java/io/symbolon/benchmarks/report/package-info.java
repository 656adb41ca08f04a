/** From raw figures to the tables of RESULTS.md and to the chart of the README. */
@NullMarked
package io.symbolon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
