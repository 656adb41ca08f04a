package io.symbolon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A request's path within the application. Only a path that is written plainly counts: one with escapes, path parameters
 * or dot segments could mean another thing to the next who reads it, and none of ours needs them.
 */
final class RequestPath {
    private RequestPath() {}

    static Optional<String> of(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        String path = pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
        return request.getRequestURI().equals(request.getContextPath() + path) ? Optional.of(path) : Optional.empty();
    }
}
