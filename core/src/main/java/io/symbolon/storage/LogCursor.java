package io.symbolon.storage;

import java.util.Objects;

/**
 * A position in a revocation log. Only the log that made it can read its value.
 *
 * @param value the log's own notation; empty for the start
 */
public record LogCursor(String value) {
    /** The start of any log. */
    public static final LogCursor START = new LogCursor("");

    /** Checks for null only. */
    public LogCursor {
        Objects.requireNonNull(value, "value");
    }
}
