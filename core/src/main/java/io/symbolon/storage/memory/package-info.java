/** The embedded storage: one process, nothing durable. */
@NullMarked
package io.symbolon.storage.memory;

import org.jspecify.annotations.NullMarked;
