package io.symbolon.redis;

import java.io.Closeable;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and cuts the connections: all of them for a time, or one in an answer. */
final class CutProxy implements AutoCloseable {
    private static final int NO_CUT = -1;

    private volatile int target;
    private final int port;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Set<Closeable> muted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger bytesBeforeCut = new AtomicInteger(NO_CUT);
    private final AtomicInteger generation = new AtomicInteger();
    private final ServerSocket listener;
    private volatile boolean away;
    private volatile boolean mute;

    CutProxy(int target) {
        this.target = target;
        this.listener = listen();
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /**
     * Takes the server away: connections end, new ones at once. The port stays taken, or a client that tries again and
     * again would in the end be given it as its own.
     */
    void begin() {
        away = true;
        cutAll();
    }

    /** Brings it back. */
    void end() {
        away = false;
    }

    /** Ends all connections once; new ones are accepted. */
    void cutAll() {
        open.forEach(CutProxy::closeQuietly);
        open.clear();
    }

    /** Lets only so many bytes of the next answer pass, then ends its connection. */
    void cutInNextAnswer(int bytes) {
        bytesBeforeCut.set(bytes);
    }

    /** Lets new connections end at another server. Those that are open stay. */
    void redirect(int otherTarget) {
        target = otherTarget;
    }

    /** Lets nothing pass any more over the connections that are open, and ends none, as if the server's host were gone. */
    void silence() {
        generation.incrementAndGet();
    }

    /** Accepts new connections and says nothing on them. Those that are open go on. */
    void beginMute() {
        mute = true;
    }

    /** Ends the mute connections; new ones reach the server. */
    void endMute() {
        mute = false;
        muted.forEach(CutProxy::closeQuietly);
        muted.clear();
    }

    /** How many connections have met with silence. */
    int muted() {
        return muted.size();
    }

    boolean hasCut() {
        return bytesBeforeCut.get() == NO_CUT;
    }

    @Override
    public void close() {
        begin();
        closeQuietly(listener);
        endMute();
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start(() -> accept(socket));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException closed) {
                // The loop's condition decides.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (away) {
            client.close();
            return;
        }
        if (mute) {
            muted.add(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            if (away) {
                cutAll();
            }
            start(() -> copy(client, server, false));
            start(() -> copy(server, client, true));
        } catch (IOException targetIsAway) {
            client.close();
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        int born = generation.get();
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (generation.get() != born) {
                    continue;
                }
                int cut = answers ? bytesBeforeCut.getAndSet(NO_CUT) : NO_CUT;
                out.write(buffer, 0, cut == NO_CUT ? length : Math.min(cut, length));
                out.flush();
                if (cut != NO_CUT) {
                    return;
                }
            }
        } catch (IOException closed) {
            // One side has gone: the other one goes too.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException failed) {
            // It is gone in any case.
        }
    }
}
