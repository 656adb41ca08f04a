package io.symbolon.internal.token;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Crypto engines that wait for their next use. Taking and giving back never block, so any number of threads, virtual ones
 * included, can share them; what finds no place is left to the garbage collector.
 */
final class IdleEngines<E> {
    private static final int PLACES = 64;

    private final AtomicReferenceArray<@Nullable E> places = new AtomicReferenceArray<>(PLACES);

    /** An engine that nobody else uses, or null if none is idle here. */
    @Nullable
    E take() {
        int place = place();
        return places.get(place) == null ? null : places.getAndSet(place, null);
    }

    /** Only an engine that is as good as new may be given back: none that has thrown. */
    void giveBack(E engine) {
        places.lazySet(place(), engine);
    }

    private static int place() {
        return Long.hashCode(Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) & (PLACES - 1);
    }
}
