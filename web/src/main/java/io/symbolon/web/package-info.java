/**
 * Symbolon in a Jakarta Servlet application: where tokens travel, a filter that verifies them, and ready endpoints for
 * refresh, sign-out and a user's own sessions.
 *
 * <p>Start at {@link io.symbolon.web.WebSessions}; a service that only verifies needs
 * {@link io.symbolon.web.AccessTokenFilter} alone.
 */
@NullMarked
package io.symbolon.web;

import org.jspecify.annotations.NullMarked;
