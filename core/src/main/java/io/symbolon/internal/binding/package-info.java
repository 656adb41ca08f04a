/** Proofs of keys that clients hold: what they say, and whether they are good. */
@NullMarked
package io.symbolon.internal.binding;

import org.jspecify.annotations.NullMarked;
