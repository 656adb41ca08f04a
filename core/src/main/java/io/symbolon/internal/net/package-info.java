/** Requests to other services: which addresses are safe, and answers that have a bound. */
@NullMarked
package io.symbolon.internal.net;

import org.jspecify.annotations.NullMarked;
