package io.symbolon.internal.claims;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What a text may be that is stored, logged in the revocation log, or written into a token. */
public final class TextRules {
    private static final int MAXIMUM_LENGTH = 1024;

    private TextRules() {}

    /**
     * A subject: not blank, at most 1,024 chars, well-formed. It is opaque otherwise.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static String requireSubject(String subject) {
        requireText(subject, "subject");
        if (subject.isBlank()) {
            throw new IllegalArgumentException("subject is blank: it has to be the id of a user");
        }
        return subject;
    }

    /**
     * Any text of at most 1,024 chars that has a form in UTF-8.
     *
     * @param name the argument's name, for the message
     * @throws IllegalArgumentException if it is longer, or has no form in UTF-8
     */
    public static String requireText(String text, String name) {
        Objects.requireNonNull(text, name);
        if (text.length() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException(
                    name + " has " + text.length() + " characters: at most " + MAXIMUM_LENGTH + " are allowed");
        }
        return requireWellFormed(text, name);
    }

    /**
     * A text of any length that has a form in UTF-8.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair
     */
    public static String requireWellFormed(String text, String name) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(
                        name + " holds an unpaired surrogate at index " + i + ": it has no form in UTF-8");
            }
        }
        return text;
    }

    /**
     * A copy of authorities, each of any content that has a form in UTF-8.
     *
     * @throws IllegalArgumentException if one does not have it
     */
    public static List<String> requireAuthorities(Collection<String> authorities) {
        List<String> copy = List.copyOf(Objects.requireNonNull(authorities, "authorities"));
        copy.forEach(authority -> requireWellFormed(authority, "an authority"));
        return copy;
    }
}
