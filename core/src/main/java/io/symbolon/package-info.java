/**
 * User sessions on JSON Web Tokens: access tokens that every node verifies without a look-up, refresh tokens that sign
 * nobody out by accident, and sessions that can be listed and ended, on every node within milliseconds.
 *
 * <p>Start at {@link io.symbolon.JwtUserSessionManager}.
 */
@NullMarked
package io.symbolon;

import org.jspecify.annotations.NullMarked;
