package io.symbolon.internal.pool;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects that wait for their next use, as they are costly to make. Taking and giving back never block, so any number of
 * threads, virtual ones included, can share them; what finds no place is left to the garbage collector.
 */
public final class IdlePool<T> {
    private static final int PLACES = 64;

    private final AtomicReferenceArray<@Nullable T> places;

    /** An empty pool. */
    public IdlePool() {
        this(PLACES);
    }

    /** @param places a power of two */
    IdlePool(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /** An object that nobody else uses, or null if none is idle here. */
    @Nullable
    public T take() {
        int place = place();
        return places.get(place) == null ? null : places.getAndSet(place, null);
    }

    /** Only an object that is as good as new may be given back: no engine that has thrown. */
    public void giveBack(T idle) {
        places.lazySet(place(), idle);
    }

    private int place() {
        return Long.hashCode(Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) & (places.length() - 1);
    }
}
