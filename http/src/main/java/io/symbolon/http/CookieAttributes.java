package io.symbolon.http;

/**
 * What the cookies of one transport have in common beside their reach.
 *
 * @param sameSite when they go with requests that another site has started
 * @param secure whether they travel over https only
 * @param persistent whether they live until the session's end; else until the browser closes
 */
record CookieAttributes(SameSite sameSite, boolean secure, boolean persistent) {}
