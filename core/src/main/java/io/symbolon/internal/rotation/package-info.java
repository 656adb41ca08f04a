/** The rules of refresh and of time, as pure functions: no clock, no storage. */
@NullMarked
package io.symbolon.internal.rotation;

import org.jspecify.annotations.NullMarked;
