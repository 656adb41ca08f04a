package io.symbolon.spring.test;

/** What browsers tell of the page that sends a request. */
final class FetchMetadata {
    /** The header that says from where. */
    static final String SITE = "Sec-Fetch-Site";

    /** A page of the application itself. */
    static final String SAME_ORIGIN = "same-origin";

    private FetchMetadata() {}
}
