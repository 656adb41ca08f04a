/** Load on storages that run on real servers, which the program starts itself, on loopback. */
@NullMarked
package io.symbolon.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
