package io.symbolon.spring;

import io.symbolon.web.WebSessions;

/**
 * Customizes the web sessions beyond what properties can express. A bean of this type is called before they are built;
 * several are called in their order.
 */
@FunctionalInterface
public interface WebSessionsCustomizer {
    /**
     * Changes the builder. Set transports by properties instead: sign-ins by {@link SessionSignInHandler} use the first
     * transport that is named there.
     *
     * @param builder with all that the properties say
     */
    void customize(WebSessions.Builder builder);
}
