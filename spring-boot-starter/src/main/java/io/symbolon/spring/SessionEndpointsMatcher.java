package io.symbolon.spring;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches the requests for Symbolon's own endpoints. They verify tokens and refuse other sites' requests themselves, so
 * that Spring Security has to let them pass. {@link SymbolonConfigurer} does it; by hand it is
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(sessionEndpoints).permitAll()
 *                 .anyRequest().authenticated())
 *         .csrf(csrf -> csrf.ignoringRequestMatchers(sessionEndpoints))
 * }</pre>
 *
 * <p>A bean. Thread-safe.
 */
@FunctionalInterface
public interface SessionEndpointsMatcher extends RequestMatcher {}
