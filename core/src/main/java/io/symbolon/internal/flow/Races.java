package io.symbolon.internal.flow;

import io.symbolon.SessionStorageException;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.StoredSession;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes of a record that others write too. */
final class Races {
    /** Each lost race means that another write has won. */
    private static final int MOST_ATTEMPTS = 100;

    private Races() {}

    /**
     * Tries until an attempt succeeds.
     *
     * @param attempt reads, decides and writes; empty if another write came first
     */
    static <T> T until(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Optional<T> done = attempt.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new SessionStorageException(
                "The session was changed by others " + MOST_ATTEMPTS + " times during one call. Retry.", true, null);
    }

    /**
     * Refuses to write a record in which a newer node keeps something that must not be overlooked.
     *
     * @throws SessionStorageException that says to retry: a newer node can do it
     */
    static void requireWritable(StoredSession session) {
        if (SessionContents.hasUnknownCritical(session.parts())) {
            throw new SessionStorageException(
                    "A newer version of Symbolon keeps something in this session that this node does not know:"
                            + " nothing was changed. Retry, and upgrade this node.",
                    true,
                    null);
        }
    }
}
