/** What a manager does, one verb a file: decisions come from the packages beside, storage and clock are used here. */
@NullMarked
package io.symbolon.internal.flow;

import org.jspecify.annotations.NullMarked;
