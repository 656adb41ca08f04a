/** The revocation feed of another service, as it is read. */
@NullMarked
package io.symbolon.internal.feed;

import org.jspecify.annotations.NullMarked;
