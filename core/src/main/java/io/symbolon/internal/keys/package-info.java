/** Keys in the forms in which they are kept in configuration: PEM, key stores, base64. Uses crypto and values. */
@NullMarked
package io.symbolon.internal.keys;

import org.jspecify.annotations.NullMarked;
