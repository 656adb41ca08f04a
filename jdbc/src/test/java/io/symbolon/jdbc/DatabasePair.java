package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database server and its standby, which copies it, behind a name that leads to the server. In the one fail-over the old
 * server refuses writes from then on, and ends no connection.
 */
final class DatabasePair implements AutoCloseable {
    private final Closer closer;
    private final TcpRelay replication;
    private final TcpRelay name;
    private final Member server;
    private final Member standby;

    /**
     * One of the two.
     *
     * @param port where it listens
     * @param admin has all rights
     * @param atFailOver what it is told: to refuse writes, or to take them
     */
    record Member(int port, DataSource admin, List<String> atFailOver) {
        void failOver() {
            atFailOver.forEach(sql -> TestDatabase.execute(admin, sql));
        }

        long revocations() {
            return TestDatabase.number(admin, "SELECT count(*) FROM symbolon_log");
        }
    }

    /**
     * Takes over two servers that were started, with the tables in place.
     *
     * @param closer closes all that was opened for them
     * @param replication what the standby copies the server through
     */
    DatabasePair(Closer closer, TcpRelay replication, Member server, Member standby) {
        this.closer = closer;
        this.replication = replication;
        this.server = server;
        this.standby = standby;
        this.name = closer.add(new TcpRelay(server.port()));
    }

    /** Starts a pair. */
    interface Starter {
        /** Everything that is opened goes to the closer at once. */
        DatabasePair start(Closer closer) throws IOException;
    }

    /** Starts a pair; where that fails, nothing of it is left. */
    static DatabasePair start(Starter starter) {
        Closer closer = new Closer();
        try {
            return starter.start(closer);
        } catch (IOException failed) {
            closer.close();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            closer.close();
            throw failed;
        }
    }

    /** The port that the name leads from. */
    int port() {
        return name.port();
    }

    /** Cuts the standby off: what is written from here on, it does not get. */
    void cutOffStandby() {
        replication.cut();
    }

    /** Waits until the server has logged what the standby does not have. */
    void awaitLoss() {
        await().until(() -> server.revocations() > standby.revocations());
    }

    /** Lets the server refuse writes, and the standby take over as it is. */
    void failOver() {
        server.failOver();
        standby.failOver();
        name.redirect(standby.port());
    }

    @Override
    public void close() {
        closer.close();
    }
}
