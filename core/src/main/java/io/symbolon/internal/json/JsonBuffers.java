package io.symbolon.internal.json;

import io.symbolon.internal.pool.IdlePool;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/** The buffers of JSON parsers and generators, shared without a lock and without an object a use. */
final class JsonBuffers implements RecyclerPool<BufferRecycler> {
    private static final long serialVersionUID = 1L;

    private final transient IdlePool<BufferRecycler> idle = new IdlePool<>();

    @Override
    public BufferRecycler acquirePooled() {
        @Nullable BufferRecycler buffers = idle.take();
        return buffers == null ? new BufferRecycler() : buffers;
    }

    @Override
    public void releasePooled(BufferRecycler buffers) {
        idle.giveBack(buffers);
    }
}
