package io.symbolon.testkit.history;

/**
 * A pair of tokens, and when the call that gave it was made.
 *
 * @param subject whose
 * @param session the identifier of the session
 * @param access the access token
 * @param refresh the refresh token
 * @param start before the call
 * @param end after it
 */
record IssuedTokens(String subject, String session, String access, String refresh, long start, long end) {}
