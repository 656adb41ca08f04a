package io.symbolon.http;

import java.util.Optional;

/**
 * Tells which service calls: by a secret ({@link ServiceSecrets}), by the certificate of its connection, or in another way
 * of the application's. Called by many threads.
 */
@FunctionalInterface
public interface ServiceAuthentication {
    /**
     * Who calls.
     *
     * @param request its headers and its connection tell; its body cannot be read here
     * @return empty if it is nobody who is known
     */
    Optional<ServiceCaller> caller(HttpRequest request);
}
