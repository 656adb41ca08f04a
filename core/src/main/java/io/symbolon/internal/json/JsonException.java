package io.symbolon.internal.json;

/** A text is not the JSON that was expected. It says no more: the text may be a secret. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonException() {
        super("The text is not the JSON that is expected.", null, false, false);
    }
}
