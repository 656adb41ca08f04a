/** A storage to copy and fill in. */
@NullMarked
package io.symbolon.testkit.skeleton;

import org.jspecify.annotations.NullMarked;
