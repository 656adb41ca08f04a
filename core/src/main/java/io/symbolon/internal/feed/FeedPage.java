package io.symbolon.internal.feed;

import io.symbolon.storage.LogPage;
import java.time.Duration;
import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param nonce that of the request that it answers
 * @param showsSubjects false where subjects are hidden behind MACs
 */
record FeedPage(
        LogPage page, Optional<String> nonce, Duration retention, Duration clockMargin, boolean showsSubjects) {}
