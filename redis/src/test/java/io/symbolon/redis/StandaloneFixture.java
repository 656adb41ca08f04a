package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A key prefix of its own on one server, behind a relay that can take the server away. */
final class StandaloneFixture implements StorageFixture {
    private final RedisProcess server;
    private final TcpRelay relay;
    private final RedisClient client;
    private final String prefix = "test-" + UUID.randomUUID();
    private final int partitions;
    private final Duration commandTimeout;

    StandaloneFixture(RedisProcess server, int partitions) {
        this(server, partitions, TestClients.COMMAND_TIMEOUT);
    }

    StandaloneFixture(RedisProcess server, int partitions, Duration commandTimeout) {
        this.server = server;
        this.commandTimeout = commandTimeout;
        this.relay = new TcpRelay(server.port());
        this.client = TestClients.client(RedisProcess.uri(relay.port()));
        this.partitions = partitions;
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        return Opening.patiently(() -> RedisUserSessionStorage.builder(client)
                .keyPrefix(prefix)
                .partitions(partitions)
                .retention(retention)
                .commandTimeout(commandTimeout)
                .build());
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                relay.cut();
            }

            @Override
            public void end() {
                relay.restore();
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(() -> server.deleteKeysOf(prefix));
    }

    @Override
    public Optional<FailOver> failOver() {
        return Optional.of(new FailOver() {
            @Override
            public void stopCopying() {
                server.copyKeysOf(prefix);
            }

            @Override
            public void takeOver() {
                server.putBackKeysOf(prefix);
            }
        });
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(
                new NewerRedisNode(client.connect(ByteArrayCodec.INSTANCE).sync(), new RedisKeys(prefix, partitions)));
    }

    @Override
    public void close() {
        client.shutdown();
        relay.close();
    }
}
