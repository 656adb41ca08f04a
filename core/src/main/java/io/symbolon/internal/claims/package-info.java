/** What texts and claims may be. The lowest layer: it uses the JDK only. */
@NullMarked
package io.symbolon.internal.claims;

import org.jspecify.annotations.NullMarked;
