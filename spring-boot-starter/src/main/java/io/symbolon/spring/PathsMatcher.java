package io.symbolon.spring;

import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Paths of ours as Spring Security matches them. */
final class PathsMatcher {
    private PathsMatcher() {}

    /** @param paths exact, or ended by {@code /*} for all below; not empty */
    static RequestMatcher of(List<String> paths) {
        PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(paths.stream()
                .map(path -> path.endsWith("/*") ? path + "*" : path)
                .map(pattern -> (RequestMatcher) patterns.matcher(pattern))
                .toList());
    }
}
