/** The tests of the npm package, and that it agrees with the Java verifier. */
@NullMarked
package io.symbolon.verifierjs;

import org.jspecify.annotations.NullMarked;
