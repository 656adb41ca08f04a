package io.symbolon.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a pool and a server on the loopback interface, to be cut. */
final class TcpProxy implements AutoCloseable {
    /** What a byte stream may be made of before it goes on. */
    interface Tap {
        /** Whether these bytes, from the client to the server or back, go on; false cuts the connection. */
        boolean passes(boolean toServer, byte[] bytes, int length) throws IOException;
    }

    private volatile int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Tap tap = (toServer, bytes, length) -> true;
    private final ServerSocket listener;
    private final int port;
    private volatile boolean away;

    TcpProxy(int serverPort) {
        this.serverPort = serverPort;
        this.listener = listen();
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    void tap(Tap newTap) {
        this.tap = newTap;
    }

    /** New connections go to another server; the old ones stay. */
    void moveTo(int otherServerPort) {
        serverPort = otherServerPort;
    }

    /**
     * Breaks all connections, and new ones at once. The port stays taken, or a client that tries again and again would in
     * the end be given it as its own.
     */
    void cut() {
        away = true;
        dropConnections();
    }

    /** Lets connections live again. */
    void restore() {
        tap = (toServer, bytes, length) -> true;
        away = false;
    }

    void dropConnections() {
        sockets.forEach(TcpProxy::closeQuietly);
        sockets.clear();
    }

    @Override
    public void close() {
        cut();
        closeQuietly(listener);
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start("proxy", () -> accept(socket));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                if (away) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                if (away) {
                    dropConnections();
                }
                start("proxy to server", () -> pump(client, server, true));
                start("proxy to client", () -> pump(server, client, false));
            } catch (IOException closed) {
                // The listener was closed, or the server is away: the client sees a broken connection.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                if (!tap.passes(toServer, buffer, length)) {
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException cut) {
            // Both ends are closed.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // It is closed for certain.
        }
    }
}
