package io.symbolon.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a server on the loopback interface: to cut connections, to let an answer end in its midst, to
 * swallow what is sent, to say nothing on new connections, or to lead them to another server.
 *
 * <p>Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;
    private static final int NO_CUT = -1;

    /** Sees the bytes of all connections before they go on. */
    @FunctionalInterface
    public interface Tap {
        /**
         * Decides about some bytes. It may block.
         *
         * @param toServer true if the client sent them
         * @param bytes holds them, from its start; not to be changed
         * @param length how many they are
         * @return true if they go on; false to cut their connection
         * @throws IOException to cut their connection too
         */
        boolean passes(boolean toServer, byte[] bytes, int length) throws IOException;
    }

    private static final Tap OPEN = (toServer, bytes, length) -> true;

    private final ServerSocket listener;
    private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
    private final Set<Closeable> mute = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answerBytesBeforeCut = new AtomicInteger(NO_CUT);
    private final AtomicInteger silenced = new AtomicInteger();
    private volatile int target;
    private volatile Tap tap = OPEN;
    private volatile boolean away;
    private volatile boolean muting;

    /**
     * Starts a relay on a free port of the loopback interface.
     *
     * @param target the server's port there
     */
    public TcpRelay(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start(this::accept);
    }

    /**
     * Where clients connect to.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Takes the server away: connections end, new ones at once. The port stays taken, so that no other process is given
     * it meanwhile.
     */
    public void cut() {
        away = true;
        dropConnections();
    }

    /** Brings the server back, without a tap. */
    public void restore() {
        tap = OPEN;
        away = false;
    }

    /** Ends all connections once; new ones are accepted. */
    public void dropConnections() {
        connections.forEach(TcpRelay::closeQuietly);
        connections.clear();
    }

    /**
     * Lets some bytes of the next answer pass, then ends its connection.
     *
     * @param bytes how many; 0 or more
     */
    public void cutInNextAnswer(int bytes) {
        answerBytesBeforeCut.set(bytes);
    }

    /**
     * Whether an answer was cut since {@link #cutInNextAnswer}.
     *
     * @return false while it is still to come
     */
    public boolean hasCut() {
        return answerBytesBeforeCut.get() == NO_CUT;
    }

    /** Lets nothing pass any more over the connections that are open, and ends none, as if the server's host were gone. */
    public void silence() {
        silenced.incrementAndGet();
    }

    /** Accepts new connections and says nothing on them. Those that are open go on. */
    public void beginMute() {
        muting = true;
    }

    /** Ends the mute connections; new ones reach the server. */
    public void endMute() {
        muting = false;
        mute.forEach(TcpRelay::closeQuietly);
        mute.clear();
    }

    /**
     * How many connections have met with silence since {@link #beginMute}.
     *
     * @return 0 or more
     */
    public int mute() {
        return mute.size();
    }

    /**
     * Leads new connections to another server. Those that are open stay.
     *
     * @param otherTarget the other server's port
     */
    public void redirect(int otherTarget) {
        target = otherTarget;
    }

    /**
     * Puts a tap in place of the last one.
     *
     * @param newTap sees the bytes of all connections, on their threads
     */
    public void tap(Tap newTap) {
        tap = Objects.requireNonNull(newTap, "newTap");
    }

    /** Ends all connections, and accepts none. */
    @Override
    public void close() {
        cut();
        closeQuietly(listener);
        endMute();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
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
        if (muting) {
            mute.add(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            connections.add(client);
            connections.add(server);
            if (away) {
                dropConnections();
            }
            start(() -> copy(client, server, true));
            start(() -> copy(server, client, false));
        } catch (IOException serverIsAway) {
            client.close();
        }
    }

    private void copy(Socket from, Socket to, boolean toServer) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int silencedBefore = silenced.get();
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (silenced.get() != silencedBefore) {
                    continue;
                }
                if (!tap.passes(toServer, buffer, length)) {
                    return;
                }
                int cut = toServer ? NO_CUT : answerBytesBeforeCut.getAndSet(NO_CUT);
                out.write(buffer, 0, cut == NO_CUT ? length : Math.min(cut, length));
                out.flush();
                if (cut != NO_CUT) {
                    return;
                }
            }
        } catch (IOException closed) {
            // One side has gone: the other one goes too.
        } finally {
            connections.remove(from);
            connections.remove(to);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tcp-relay");
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
