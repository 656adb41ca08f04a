/** Objects that are shared by being lent, without a lock. Uses the JDK only. */
@NullMarked
package io.symbolon.internal.pool;

import org.jspecify.annotations.NullMarked;
