package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A key prefix of its own on one server, which can be taken away if it is behind a relay. */
final class StandaloneFixture implements StorageFixture {
    private final RedisProcess server;
    private final Optional<TcpRelay> relay;
    private final RedisClient client;
    private final String prefix = "test-" + UUID.randomUUID();
    private final int partitions;
    private final Duration commandTimeout;

    private StandaloneFixture(RedisProcess server, Optional<TcpRelay> relay, int partitions, Duration commandTimeout) {
        this.server = server;
        this.commandTimeout = commandTimeout;
        this.relay = relay;
        this.client =
                TestClients.client(RedisProcess.uri(relay.map(TcpRelay::port).orElse(server.port())));
        this.partitions = partitions;
    }

    static StandaloneFixture of(RedisProcess server, int partitions) {
        return new StandaloneFixture(server, Optional.empty(), partitions, TestClients.COMMAND_TIMEOUT);
    }

    static StandaloneFixture behindRelay(RedisProcess server, int partitions, Duration commandTimeout) {
        return new StandaloneFixture(server, Optional.of(new TcpRelay(server.port())), partitions, commandTimeout);
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
        return relay.map(it -> new Outage() {
            @Override
            public void begin() {
                it.cut();
            }

            @Override
            public void end() {
                it.restore();
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
        relay.ifPresent(TcpRelay::close);
    }
}
