/** Signatures and MACs over bytes: by the JDK, or by a library that was tested against it. Uses values only. */
@NullMarked
package io.symbolon.internal.crypto;

import org.jspecify.annotations.NullMarked;
