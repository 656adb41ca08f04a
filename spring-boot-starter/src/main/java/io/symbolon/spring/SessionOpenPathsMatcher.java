package io.symbolon.spring;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches the requests in which no access token is looked for: those for Symbolon's endpoints, and for the paths of the
 * property {@code symbolon.web.open-paths}. {@link SymbolonConfigurer} uses it; whether such a request needs a token is
 * still for {@code authorizeHttpRequests} to say.
 *
 * <p>A bean. Thread-safe.
 */
@FunctionalInterface
public interface SessionOpenPathsMatcher extends RequestMatcher {}
