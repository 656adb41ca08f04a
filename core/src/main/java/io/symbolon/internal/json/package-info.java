/** JSON and base64url. The one place that knows the JSON library. */
@NullMarked
package io.symbolon.internal.json;

import org.jspecify.annotations.NullMarked;
