package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixed number of connections that are kept; each sends its next request when the answer is there. The callers take
 * turns. One thread, which costs the server's processor as little as may be.
 */
final class HttpLoad implements AutoCloseable {
    private static final long LONGEST_SILENCE_MILLIS = 10_000;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Caller> callers;
    private int turn;

    /** What a round has brought; only right answers are among the latencies. */
    record Round(Latencies latencies, long failures, long nanos) {
        double rate() {
            return latencies.count() * 1e9 / nanos;
        }
    }

    HttpLoad(int port, List<Caller> callers, int count) throws IOException {
        this.callers = callers;
        this.selector = Selector.open();
        try {
            for (int i = 0; i < count; i++) {
                connections.add(open(port));
            }
        } catch (IOException refused) {
            close();
            throw refused;
        }
    }

    /**
     * Sends for a time, and waits for the last answers.
     *
     * @throws IOException where the server ends a connection, falls silent, or sends what is not HTTP
     */
    Round run(Duration time) throws IOException {
        Latencies latencies = new Latencies();
        long failures = 0;
        long start = System.nanoTime();
        for (Connection connection : connections) {
            connection.send(next());
        }
        int open = connections.size();
        long now = start;
        while (open > 0) {
            if (selector.select(LONGEST_SILENCE_MILLIS) == 0) {
                throw new IOException("the server is silent");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (!connection.hasAnswer()) {
                    continue;
                }
                now = System.nanoTime();
                if (connection.isRight()) {
                    latencies.add(now - connection.sentAt());
                } else {
                    failures++;
                }
                if (now - start < time.toNanos()) {
                    connection.send(next());
                } else {
                    open--;
                }
            }
            selector.selectedKeys().clear();
        }
        return new Round(latencies, failures, now - start);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }

    private Caller next() {
        return callers.get(turn++ % callers.size());
    }

    private Connection open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }
}
