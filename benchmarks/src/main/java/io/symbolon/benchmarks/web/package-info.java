/** A web application, protected in several ways, under load. */
@NullMarked
package io.symbolon.benchmarks.web;

import org.jspecify.annotations.NullMarked;
