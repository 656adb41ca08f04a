package io.symbolon.http;

/** When a browser sends cookies with requests that another site has started: the attribute {@code SameSite}. */
public enum SameSite {
    /** Never: not even when a link of another site is followed. */
    STRICT("Strict"),
    /** Only when a link is followed. The default. */
    LAX("Lax"),
    /** Always; for pages that live in another site's frames. */
    NONE("None");

    private final String text;

    SameSite(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
