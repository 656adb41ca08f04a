package io.symbolon;

import io.symbolon.internal.claims.JsonCopy;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user or the application says of a session: a name such as "Ana's laptop", and attributes. It is kept with the
 * session and shown in its list; no token has it.
 *
 * <p>Immutable: each {@code with…} method returns a new description. Thread-safe.
 */
public final class SessionDescription {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_ATTRIBUTE_BYTES = 4 * 1024;
    private static final SessionDescription NONE = new SessionDescription(Optional.empty(), Map.of());

    private final Optional<String> name;
    private final Map<String, @Nullable Object> attributes;

    private SessionDescription(Optional<String> name, Map<String, @Nullable Object> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /**
     * Nothing: no name and no attributes.
     *
     * @return the description
     */
    public static SessionDescription none() {
        return NONE;
    }

    /**
     * A name only.
     *
     * @param name from 1 to 64 characters, and not only blanks
     * @return the description
     * @throws IllegalArgumentException if the name is blank, too long, or holds an unpaired surrogate or a control
     *     character
     */
    public static SessionDescription of(String name) {
        return NONE.withName(name);
    }

    /**
     * A name and attributes.
     *
     * @param name from 1 to 64 characters, and not only blanks
     * @param attributes JSON values by name; copied deeply; at most 4,096 bytes as JSON
     * @return the description
     * @throws IllegalArgumentException if one of them is not allowed
     */
    public static SessionDescription of(String name, Map<String, ?> attributes) {
        return of(name).withAttributes(attributes);
    }

    /**
     * This description with another name.
     *
     * @param name from 1 to 64 characters, and not only blanks
     * @return a new description
     * @throws IllegalArgumentException if the name is blank, too long, or holds an unpaired surrogate or a control
     *     character
     */
    public SessionDescription withName(String name) {
        TextRules.requireText(name, "name");
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new IllegalArgumentException("name has " + name.codePointCount(0, name.length())
                    + " characters: from 1 to " + LONGEST_NAME + " are allowed, and not only blanks");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name holds a control character, such as a line break");
        }
        return new SessionDescription(Optional.of(name), attributes);
    }

    /**
     * This description without a name.
     *
     * @return a new description
     */
    public SessionDescription withoutName() {
        return new SessionDescription(Optional.empty(), attributes);
    }

    /**
     * This description with other attributes.
     *
     * @param attributes JSON values by name; copied deeply; at most 4,096 bytes as JSON
     * @return a new description
     * @throws IllegalArgumentException if a value is not one of JSON, or they are too large
     */
    public SessionDescription withAttributes(Map<String, ?> attributes) {
        Map<String, @Nullable Object> copy = new JsonCopy("attributes").of(attributes);
        int bytes = Json.write(copy).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_ATTRIBUTE_BYTES) {
            throw new IllegalArgumentException(
                    "attributes take " + bytes + " bytes: at most " + MOST_ATTRIBUTE_BYTES + " are allowed");
        }
        return new SessionDescription(name, copy);
    }

    /**
     * The name.
     *
     * @return from 1 to 64 characters; empty if there is none
     */
    public Optional<String> name() {
        return name;
    }

    /**
     * The attributes.
     *
     * @return JSON values by name, with numbers as in {@link AccessToken#claims()}; unmodifiable
     */
    public Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionDescription that && name.equals(that.name) && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + attributes.hashCode();
    }

    /** Without the name and the attributes' values. */
    @Override
    public String toString() {
        return "SessionDescription[attributes=" + attributes.keySet() + "]";
    }
}
