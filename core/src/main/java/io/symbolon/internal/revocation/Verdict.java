package io.symbolon.internal.revocation;

/** What a view says of an access token. */
public enum Verdict {
    /** Nothing against it. */
    CURRENT,
    /** Its session goes on, with newer claims. */
    OUTDATED,
    /** Its session was ended. */
    REVOKED
}
