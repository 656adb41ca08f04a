package io.symbolon.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified lately: what they say, never whether they are good now. Only tokens with a good signature
 * get in, so a flood of forged ones displaces nothing.
 *
 * <p>Timing tells an attacker who already holds a token's whole text whether this node has seen it; nothing about any
 * other token, as a hit needs all of the text to be equal.
 */
public final class VerifiedTokenCache {
    /** The text length that counts as one token; a longer one counts as several. */
    private static final int USUAL_CHARACTERS = 1024;

    private final boolean isOn;
    private final Cache<Key, ParsedAccessToken> tokens;

    /** @param maximum how many tokens of usual size are kept at most; 0 for none */
    public VerifiedTokenCache(int maximum) {
        this.isOn = maximum > 0;
        this.tokens = Caffeine.newBuilder()
                .maximumWeight(maximum)
                .<Key, ParsedAccessToken>weigher((key, token) -> 1 + key.text.length() / USUAL_CHARACTERS)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    ParsedAccessToken find(String text) {
        return isOn ? tokens.getIfPresent(new Key(text)) : null;
    }

    void add(String text, ParsedAccessToken token) {
        if (isOn) {
            tokens.put(new Key(text), token);
        }
    }

    /** A text that is hashed by its end, which is a part of the signature and so as good as random. */
    private static final class Key {
        private static final int HASHED_CHARACTERS = 16;

        private final String text;

        Key(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && text.equals(key.text);
        }

        @Override
        public int hashCode() {
            int hash = 0;
            for (int i = Math.max(0, text.length() - HASHED_CHARACTERS); i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
            return hash;
        }
    }
}
