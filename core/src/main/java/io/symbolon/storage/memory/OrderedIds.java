package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Session ids in their order, in one array: a tree would be read in many places to add one. A new session mostly has the
 * greatest id, and the one that ends is mostly the oldest or the newest: that moves no other. Not thread-safe.
 */
final class OrderedIds extends AbstractList<SessionId> implements RandomAccess {
    private static final int LEAST_CAPACITY = 2;

    private @Nullable SessionId[] ids = new @Nullable SessionId[LEAST_CAPACITY];
    private int from;
    private int to;

    @Override
    public SessionId get(int index) {
        return Objects.requireNonNull(ids[from + Objects.checkIndex(index, size())], "an id within the size");
    }

    @Override
    public int size() {
        return to - from;
    }

    /** Puts in an id, if it is not there. */
    void put(SessionId id) {
        int index = isEmpty() || get(size() - 1).compareTo(id) < 0 ? size() : -1 - Collections.binarySearch(this, id);
        if (index < 0) {
            return;
        }
        if (to == ids.length) {
            moveTo(Math.max(LEAST_CAPACITY, 2 * size()));
        }
        System.arraycopy(ids, from + index, ids, from + index + 1, size() - index);
        ids[from + index] = id;
        to++;
    }

    /** Takes out an id, if it is there. */
    void take(SessionId id) {
        int index = Collections.binarySearch(this, id);
        if (index < 0) {
            return;
        }
        if (index < size() / 2) {
            System.arraycopy(ids, from, ids, from + 1, index);
            ids[from++] = null;
        } else {
            System.arraycopy(ids, from + index + 1, ids, from + index, size() - index - 1);
            ids[--to] = null;
        }
        if (size() < ids.length / 4) {
            moveTo(ids.length / 2);
        }
    }

    /** Those below an id, whether it is there or not; no longer of use when one is put in or taken out. */
    List<SessionId> below(SessionId id) {
        int index = Collections.binarySearch(this, id);
        return subList(0, index < 0 ? -1 - index : index);
    }

    private void moveTo(int capacity) {
        @Nullable SessionId[] moved = new @Nullable SessionId[capacity];
        System.arraycopy(ids, from, moved, 0, size());
        to = size();
        from = 0;
        ids = moved;
    }
}
