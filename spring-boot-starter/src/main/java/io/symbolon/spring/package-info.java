/**
 * Symbolon in a Spring Boot application: everything is set up from properties that begin with {@code symbolon}.
 *
 * <p>Applications inject {@link io.symbolon.JwtUserSessionManager} and {@link io.symbolon.web.WebSessions}, and set up
 * Spring Security by {@link io.symbolon.spring.SymbolonConfigurer}. A {@link io.symbolon.spring.SessionManagerCustomizer}
 * or a {@link io.symbolon.spring.WebSessionsCustomizer} goes beyond what properties can express.
 */
@NullMarked
package io.symbolon.spring;

import org.jspecify.annotations.NullMarked;
