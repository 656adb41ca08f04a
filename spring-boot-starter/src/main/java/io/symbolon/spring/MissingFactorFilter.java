package io.symbolon.spring;

import io.symbolon.StepUpRequiredException;
import io.symbolon.StepUpRequiredException.Code;
import io.symbolon.web.WebSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.web.util.ThrowableAnalyzer;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells a program that a factor is missing or too old (RFC 9470), where Spring Security would send it to a sign-in page.
 * People are sent there. Thread-safe.
 */
final class MissingFactorFilter extends OncePerRequestFilter {
    /** RFC 9470 has no word for "at any time": longer than any session. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private final ThrowableAnalyzer causes = new ThrowableAnalyzer();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AccessDeniedException denied) {
            Optional<StepUpRequiredException> missing =
                    WebSessions.isNavigation(request) ? Optional.empty() : missing(denied);
            throw missing.<RuntimeException>map(stepUp -> stepUp).orElse(denied);
        }
    }

    private Optional<StepUpRequiredException> missing(AccessDeniedException denied) {
        return causes.getFirstThrowableOfType(AuthorizationDeniedException.class, causes.determineCauseChain(denied))
                                instanceof AuthorizationDeniedException known
                        && known.getAuthorizationResult() instanceof FactorAuthorizationDecision decision
                ? decision.getFactorErrors().stream()
                        .filter(error ->
                                SpringFactors.isFactor(error.getRequiredFactor().getAuthority()))
                        .findFirst()
                        .map(MissingFactorFilter::stepUp)
                : Optional.empty();
    }

    private static StepUpRequiredException stepUp(RequiredFactorError error) {
        RequiredFactor factor = error.getRequiredFactor();
        Optional<Duration> maximumAge = Optional.ofNullable(factor.getValidDuration());
        return new StepUpRequiredException(
                error.isExpired() ? Code.FACTOR_TOO_OLD : Code.FACTOR_MISSING,
                SpringFactors.name(factor.getAuthority()),
                maximumAge.orElse(EVER));
    }
}
