/** The rules of rotation and of time, as pure functions: no clock, no storage. */
@NullMarked
package io.symbolon.internal.rules;

import org.jspecify.annotations.NullMarked;
