package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The way to the server or servers: which connection serves which partition. Thread-safe. */
interface RedisLink extends AutoCloseable {
    /** A connection for commands that do not block; it finds the right node by a command's first key. */
    StatefulConnection<byte[], byte[]> shared();

    /**
     * The connection to the node that has a key, for a command that names none.
     *
     * @throws SessionStorageException if the node does not let itself be connected to in time
     */
    StatefulConnection<byte[], byte[]> nodeOf(byte[] key);

    /**
     * One connection to each server, to ask it something at the start.
     *
     * @throws SessionStorageException if one does not let itself be connected to in time
     */
    List<StatefulConnection<byte[], byte[]>> nodes();

    /** Begins to open a connection of its own to wait on. The caller closes it, also if it comes late. */
    CompletableFuture<StatefulConnection<byte[], byte[]>> openForWaiting();

    /** Where the server is, if that is known; without a password. */
    Optional<String> address();

    /** How long opening a connection may take. */
    Duration connectTimeout();

    /** How often the server was left for another one: connections that were opened before are of no use any more. */
    int changes();

    /** Whether one command may read the logs of several partitions. */
    boolean readsPartitionsTogether();

    /** Told when a command was answered. */
    void answered();

    /** Told when a command was not answered in time. */
    void unanswered();

    /** Told when a server said over a connection that it takes no writes, so that another one is primary now. */
    void demoted(StatefulConnection<byte[], byte[]> connection);

    /** Told when a command failed for a reason that may lie in a changed topology, or has found its node by a detour. */
    void failed();

    @Override
    void close();
}
