package io.symbolon.http;

import io.symbolon.SessionTokens;

/**
 * A sign-in that has been made.
 *
 * @param tokens the session's first tokens
 * @param answer hands them to the client: headers to be added to the application's own answer, and a body where tokens
 *     travel in it
 */
public record SignedIn(SessionTokens tokens, HttpAnswer answer) {}
