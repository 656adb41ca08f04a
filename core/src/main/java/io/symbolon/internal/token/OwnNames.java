package io.symbolon.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of the caller's own claims, which most tokens have in common: found by their bytes, so that reading one makes no
 * new text. Only names of tokens with a good signature get in. Thread-safe.
 */
final class OwnNames {
    private static final int MOST = 32;

    private static final class Name {
        private final String text;
        private final byte[] bytes;

        Name(String text) {
            this.text = text;
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final Set<String> registered;
    private volatile Name[] known = {};

    /** @param registered the names that are not the caller's own */
    OwnNames(Set<String> registered) {
        this.registered = registered;
    }

    /** The name that some bytes in strict UTF-8 are, or null if it is not the caller's own. */
    @Nullable
    String find(byte[] bytes, int from, int to) {
        for (Name name : known) {
            if (Arrays.equals(name.bytes, 0, name.bytes.length, bytes, from, to)) {
                return name.text;
            }
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (registered.contains(text)) {
            return null;
        }
        return remembered(text);
    }

    private synchronized String remembered(String text) {
        Name[] before = known;
        if (before.length < MOST) {
            Name[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = new Name(text);
            known = more;
        }
        return text;
    }
}
