/**
 * Symbolon in a Spring WebFlux application: a filter that verifies access tokens on the event loop, and ready endpoints for
 * refresh, sign-out and a user's own sessions, which ask the storage on other threads.
 *
 * <p>Start at {@link io.symbolon.webflux.WebFluxSessions}; a service that only verifies needs
 * {@link io.symbolon.webflux.AccessTokenWebFilter} alone.
 */
@NullMarked
package io.symbolon.webflux;

import org.jspecify.annotations.NullMarked;
