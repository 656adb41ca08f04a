package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run of a node, from its start to its crash.
 *
 * @param api of a manager; a verifier's only verifies
 * @param feed of a manager
 */
record Run(
        Optional<Api> api,
        Function<String, AccessToken> verification,
        Optional<FeedServer> feed,
        Link link,
        LinkedLog log,
        Runnable closing) {
    void crash() {
        link.isCrashed = true;
        log.closing();
        closing.run();
    }
}
