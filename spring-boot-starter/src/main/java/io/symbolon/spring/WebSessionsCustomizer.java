package io.symbolon.spring;

import io.symbolon.web.WebSessions;

/**
 * Says of the web sessions what properties cannot say, such as where a request's location comes from. A bean of this type
 * is called before they are built; several are called in their order.
 */
@FunctionalInterface
public interface WebSessionsCustomizer {
    /**
     * Changes the builder. Where tokens travel is better said by properties: sign-ins by
     * {@link SessionSignInHandler} use the first transport that is named there.
     *
     * @param builder with all that the properties say
     */
    void customize(WebSessions.Builder builder);
}
