package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.SessionId;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;

/**
 * A primary and its replica, behind a name that leads to the primary. In a fail-over they change places: the old primary
 * stays up as a replica, and ends no connection.
 */
final class ReplicatedServers implements AutoCloseable {
    private final Closer closer = new Closer();
    private final TcpRelay name;
    private Server primary;
    private Server replica;

    /** A server, and the way by which the other one follows it. */
    private record Server(RedisProcess process, TcpRelay toFollowers) {}

    private ReplicatedServers() {
        primary = start();
        replica = start();
        follow(replica, primary);
        await().until(() -> replica.process.ask("INFO replication").contains("master_link_status:up"));
        name = closer.add(new TcpRelay(primary.process.port()));
    }

    static ReplicatedServers open() {
        return new ReplicatedServers();
    }

    /** Where clients connect. */
    String uri() {
        return RedisProcess.uri(name.port());
    }

    RedisProcess primary() {
        return primary.process;
    }

    /** Cuts the replica off: what is written from here on, it does not get. */
    void cutOffReplica() {
        primary.toFollowers.cut();
    }

    /** Waits until the primary has logged what the replica does not have. */
    void awaitLoss() {
        await().until(() -> logged(primary.process) > logged(replica.process));
    }

    /** Lets the replica take over as it is, and the primary follow it, which loses what the replica does not have. */
    void failOver() {
        Server demoted = primary;
        primary = replica;
        replica = demoted;
        await().until(() -> primary.process.ask("REPLICAOF NO ONE").startsWith("+OK"));
        primary.toFollowers.restore();
        follow(replica, primary);
        name.redirect(primary.process.port());
    }

    /** Waits until the replica has a session of the first partition. */
    void awaitCopied(SessionId session) {
        await().until(() ->
                replica.process.ask("EXISTS symbolon:{0}:s:" + session).startsWith(":1"));
    }

    @Override
    public void close() {
        closer.close();
    }

    private static long logged(RedisProcess process) {
        String count = process.ask("EVAL \"local sum = 0 for _, log in ipairs(redis.call('KEYS', 'symbolon:*:log')) do"
                + " sum = sum + redis.call('XLEN', log) end return sum\" 0");
        return Long.parseLong(count.substring(1).strip());
    }

    private Server start() {
        RedisProcess process = closer.add(RedisProcess.start("--repl-diskless-sync-delay", "0"));
        return new Server(process, closer.add(new TcpRelay(process.port())));
    }

    private static void follow(Server follower, Server followed) {
        await().until(() -> follower.process
                .ask("REPLICAOF 127.0.0.1 " + followed.toFollowers.port())
                .startsWith("+OK"));
    }
}
