package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.List;

/**
 * One server; with Sentinel, the one that is primary now: Lettuce asks again whenever it reconnects. A server that was
 * demoted and is still there is left by a new connection, which resolves the name or asks Sentinel again.
 */
final class StandaloneLink implements RedisLink {
    private final RedisClient client;
    private final boolean ownsClient;
    private final ReplaceableConnection shared;

    StandaloneLink(RedisClient client, boolean ownsClient) {
        this.client = client;
        this.ownsClient = ownsClient;
        this.shared = new ReplaceableConnection(() -> client.connect(ByteArrayCodec.INSTANCE));
    }

    /** With a client of its own. */
    static StandaloneLink open(String uri) {
        RedisClient client = RedisClient.create(uri);
        try {
            return new StandaloneLink(client, true);
        } catch (RuntimeException failed) {
            client.shutdown();
            throw failed;
        }
    }

    @Override
    public StatefulConnection<byte[], byte[]> shared() {
        return shared.current();
    }

    @Override
    public StatefulConnection<byte[], byte[]> nodeOf(byte[] key) {
        return shared.current();
    }

    @Override
    public List<StatefulConnection<byte[], byte[]>> nodes() {
        return List.of(shared.current());
    }

    @Override
    public StatefulConnection<byte[], byte[]> openForWaiting() {
        return client.connect(ByteArrayCodec.INSTANCE);
    }

    @Override
    public boolean readsPartitionsTogether() {
        return true;
    }

    @Override
    public int changes() {
        return shared.replacements();
    }

    @Override
    public void demoted(StatefulConnection<byte[], byte[]> connection) {
        shared.refused(connection);
    }

    @Override
    public void answered() {
        shared.answered();
    }

    @Override
    public void unanswered() {
        shared.unanswered();
    }

    @Override
    public void failed() {}

    @Override
    public void close() {
        shared.close();
        if (ownsClient) {
            client.shutdown();
        }
    }
}
