package io.symbolon.spring;

import io.symbolon.http.HttpUserSessions;

/**
 * Changes the sessions of a reactive application before they are built. For what the properties do not say. A bean;
 * several are called in their order.
 */
@FunctionalInterface
public interface HttpSessionsCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder as the properties have set it up
     */
    void customize(HttpUserSessions.Builder builder);
}
