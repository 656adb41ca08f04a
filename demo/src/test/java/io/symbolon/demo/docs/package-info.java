/** The examples of README.md and docs/ compile, run, and answer what is written there. */
@NullMarked
package io.symbolon.demo.docs;

import org.jspecify.annotations.NullMarked;
