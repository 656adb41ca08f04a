package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One run of a node, from its start to its crash.
 *
 * @param api of a manager; a verifier's only verifies
 * @param feed of a manager
 * @param dropped how many events it says that its listeners were not told
 */
record Run(
        Optional<Api> api,
        Function<String, AccessToken> verification,
        Optional<FeedServer> feed,
        Link link,
        LinkedLog log,
        NodeEvents events,
        News news,
        LongSupplier dropped,
        Runnable closing) {
    void crash() {
        link.isCrashed = true;
        log.closing();
        events.close();
        closing.run();
    }
}
