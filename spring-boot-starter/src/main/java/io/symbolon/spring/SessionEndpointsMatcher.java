package io.symbolon.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests for Symbolon's own endpoints. They verify tokens and refuse other sites' requests themselves, so that
 * Spring Security has to let them pass:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(sessionEndpoints).permitAll()
 *                 .anyRequest().authenticated())
 *         .csrf(csrf -> csrf.ignoringRequestMatchers(sessionEndpoints))
 * }</pre>
 *
 * <p>A bean. Safe for use by many threads.
 */
public final class SessionEndpointsMatcher implements RequestMatcher {
    private final RequestMatcher paths;

    SessionEndpointsMatcher(RequestMatcher paths) {
        this.paths = paths;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return paths.matches(request);
    }
}
