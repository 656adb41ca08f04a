package io.symbolon;

import io.symbolon.internal.claims.TextRules;

/**
 * The device that a client runs on, as far as the application knows it.
 *
 * @param type a coarse kind such as {@code desktop}, {@code phone} or {@code tv}; at most 1,024 characters
 * @param name a name that a person recognises, such as {@code Firefox on Linux}; at most 1,024 characters. Leave
 *     version numbers out: the default {@link ContextGuard} compares names.
 */
public record Device(String type, String name) {
    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if a text is too long or holds an unpaired surrogate
     */
    public Device {
        TextRules.requireText(type, "type");
        TextRules.requireText(name, "name");
    }
}
