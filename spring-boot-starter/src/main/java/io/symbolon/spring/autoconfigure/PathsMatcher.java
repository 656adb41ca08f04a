package io.symbolon.spring.autoconfigure;

import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Paths of {@link RequestRules} as Spring Security matches them. */
final class PathsMatcher {
    private PathsMatcher() {}

    /** @param paths exact, or ended by {@code /*} for all below */
    static RequestMatcher of(List<String> paths) {
        if (paths.isEmpty()) {
            return request -> false;
        }
        PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(paths.stream()
                .map(path -> path.endsWith("/*") ? path + "*" : path)
                .map(pattern -> (RequestMatcher) patterns.matcher(pattern))
                .toList());
    }
}
