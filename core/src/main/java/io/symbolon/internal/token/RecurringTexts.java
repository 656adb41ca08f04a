package io.symbolon.internal.token;

import java.util.Arrays;

/**
 * Texts that most tokens have in common, such as clients and audiences: found by their characters, so that reading one
 * makes no new text. Only texts of tokens with a good signature get in. Thread-safe.
 */
final class RecurringTexts {
    private static final int MOST = 32;

    private volatile String[] known = {};

    /** The text of some characters. */
    String of(char[] characters, int from, int to) {
        for (String text : known) {
            if (isSame(text, characters, from, to)) {
                return text;
            }
        }
        return remembered(new String(characters, from, to - from));
    }

    private synchronized String remembered(String text) {
        String[] before = known;
        if (before.length < MOST) {
            String[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = text;
            known = more;
        }
        return text;
    }

    private static boolean isSame(String text, char[] characters, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != characters[from + i]) {
                return false;
            }
        }
        return true;
    }
}
