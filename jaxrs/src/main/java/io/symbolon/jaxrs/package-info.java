/**
 * Symbolon in a Jakarta REST (JAX-RS) application, such as one of Jersey or Quarkus: a filter that verifies access tokens,
 * and ready endpoints for refresh, sign-out and a user's own sessions.
 *
 * <p>Start at {@link io.symbolon.jaxrs.RestSessions}; a service that only verifies needs
 * {@link io.symbolon.jaxrs.AccessTokenFilter} alone.
 */
@NullMarked
package io.symbolon.jaxrs;

import org.jspecify.annotations.NullMarked;
