package io.symbolon.internal.token;

import io.symbolon.internal.keys.RefreshKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Positions in the revocation log, as strangers may keep them: they cannot be made up. Thread-safe. */
public final class LogCursorCodec {
    /** A position names an entry of each of the storage's partitions, of which there may be 256. */
    private static final int MOST_CHARACTERS = 16_384;

    private final AuthenticTexts texts;

    /** @param keys the first makes texts, all verify */
    public LogCursorCodec(List<RefreshKey> keys) {
        this.texts = new AuthenticTexts("symbolon_fc_", "feed cursor", keys, MOST_CHARACTERS);
    }

    /**
     * A position's text.
     *
     * @param position in the log's own notation
     */
    public String encode(String position) {
        return texts.encode(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The position in the log's own notation; empty if none of the keys made the text. */
    public Optional<String> decode(String text) {
        return texts.decode(text).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
