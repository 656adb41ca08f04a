package io.symbolon.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * Finds where the application is, as browsers see it.
 *
 * @param base what the application was told
 * @param tokenPath below which refresh and sign-out are, within the application
 * @param forwardedPrefix what a trusted proxy has cut off the path of a request
 */
record Mounts(Optional<ExternalBase> base, String tokenPath, Function<HttpRequest, String> forwardedPrefix) {
    static final Mounts DEFAULT =
            new Mounts(Optional.empty(), EndpointPaths.defaults().tokenPath(), request -> "");

    Mount of(HttpRequest request) {
        if (base.isPresent()) {
            String path = base.get().path();
            return new Mount(path, path, below(path));
        }
        String context = request.contextPath();
        String path = forwardedPrefix.apply(request) + context;
        return new Mount(context, path, below(path));
    }

    Mounts withBase(ExternalBase newBase) {
        return new Mounts(Optional.of(newBase), tokenPath, forwardedPrefix);
    }

    private String below(String path) {
        String full = path + tokenPath;
        return full.isEmpty() ? "/" : full;
    }
}
