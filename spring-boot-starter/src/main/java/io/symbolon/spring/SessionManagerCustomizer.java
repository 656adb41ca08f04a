package io.symbolon.spring;

import io.symbolon.JwtUserSessionManager;

/**
 * Customizes the session manager beyond what properties can express. A bean of this type is called before the manager is
 * built, after all properties and other beans were applied; several are called in their order.
 */
@FunctionalInterface
public interface SessionManagerCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder with all that the properties say
     */
    void customize(JwtUserSessionManager.Builder builder);
}
