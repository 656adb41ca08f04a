package io.symbolon.http;

import java.util.Objects;

/**
 * Where an application is, as browsers see it: its cookies' names and paths follow from that.
 *
 * @param application the path by which the application is told apart from others on its host; empty at the root
 * @param path below which all of the application is; empty at the root
 * @param tokenPath below which refresh and sign-out are, such as {@code /session} or {@code /shop/session}
 */
public record Mount(String application, String path, String tokenPath) {
    /**
     * Creates a mount.
     *
     * @throws NullPointerException if one of them is null
     */
    public Mount {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tokenPath, "tokenPath");
    }
}
