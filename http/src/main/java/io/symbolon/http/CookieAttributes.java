package io.symbolon.http;

import java.util.Set;

/**
 * What the cookies of one transport have in common beside their reach.
 *
 * @param sameSite when they go with requests that another site has started
 * @param secure whether they travel over https only
 * @param persistent whether they live until the session's end; else until the browser closes
 * @param closingClients clients whose sessions' cookies live until the browser closes in any case
 */
record CookieAttributes(SameSite sameSite, boolean secure, boolean persistent, Set<String> closingClients) {
    static final CookieAttributes DEFAULTS = new CookieAttributes(SameSite.LAX, true, true, Set.of());

    CookieAttributes withSameSite(SameSite other) {
        return new CookieAttributes(other, secure, persistent, closingClients);
    }

    CookieAttributes withSecure(boolean other) {
        return new CookieAttributes(sameSite, other, persistent, closingClients);
    }

    CookieAttributes withPersistent(boolean other) {
        return new CookieAttributes(sameSite, secure, other, closingClients);
    }

    CookieAttributes withClosingClients(Set<String> other) {
        return new CookieAttributes(sameSite, secure, persistent, other);
    }

    /** The end of a {@code Set-Cookie} line. */
    String text(boolean isHidden) {
        return (secure ? "; Secure" : "") + (isHidden ? "; HttpOnly" : "") + "; SameSite=" + sameSite.text();
    }

    /** Whether the cookies with this access token of ours live until the session's end. */
    boolean arePersistent(String accessToken) {
        return persistent
                && (closingClients.isEmpty()
                        || IssuedClient.of(accessToken)
                                .filter(closingClients::contains)
                                .isEmpty());
    }
}
