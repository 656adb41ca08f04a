/** Verification keys that are fetched: a JWK set at an address. All I/O is on a thread of its own. Uses token. */
@NullMarked
package io.symbolon.internal.jwks;

import org.jspecify.annotations.NullMarked;
