/** What calls cost when there are few sessions, and when there are very many. */
@NullMarked
package io.symbolon.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
