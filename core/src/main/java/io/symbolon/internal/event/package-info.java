/** How the application hears what happens to sessions. */
@NullMarked
package io.symbolon.internal.event;

import org.jspecify.annotations.NullMarked;
