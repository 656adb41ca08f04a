package io.symbolon.internal.flow;

import java.time.Instant;

/**
 * A signed access token that waits for its session's write.
 *
 * @param version of the session that it was signed for
 * @param claims the text of the JSON object that it was signed with
 * @param signedAt the storage's time that it carries
 */
record Answer(String accessToken, Instant expiresAt, long version, String claims, Instant signedAt) {}
