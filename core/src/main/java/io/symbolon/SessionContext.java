package io.symbolon;

import io.symbolon.internal.claims.TextRules;
import org.jspecify.annotations.Nullable;

/**
 * From where a client acts. It is kept with the session for the user to recognise it, and given to the
 * {@link ContextGuard} at each refresh.
 *
 * @param ip the client's address as text; at most 1,024 characters
 * @param device the client's device, or null if unknown
 * @param location a place that a person recognises, such as {@code Chisinau, MD}, or null if unknown; at most 1,024
 *     characters
 */
public record SessionContext(
        String ip, @Nullable Device device, @Nullable String location) {
    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if a text is too long or holds an unpaired surrogate
     */
    public SessionContext {
        TextRules.requireText(ip, "ip");
        if (location != null) {
            TextRules.requireText(location, "location");
        }
    }

    /**
     * A context of which only the address is known.
     *
     * @param ip the client's address
     * @return the context
     */
    public static SessionContext of(String ip) {
        return new SessionContext(ip, null, null);
    }

    /**
     * This context with another device.
     *
     * @param device the client's device
     * @return a new context
     */
    public SessionContext withDevice(Device device) {
        return new SessionContext(ip, device, location);
    }

    /**
     * This context with another location.
     *
     * @param location a place that a person recognises
     * @return a new context
     */
    public SessionContext withLocation(String location) {
        return new SessionContext(ip, device, location);
    }
}
