/** What is measured with JMH, and the programs that run it and write down what came out. */
@NullMarked
package io.symbolon.benchmarks;

import org.jspecify.annotations.NullMarked;
