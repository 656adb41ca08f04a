/** Text to token and back. It knows no storage and no policy. */
@NullMarked
package io.symbolon.internal.token;

import org.jspecify.annotations.NullMarked;
