package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.SessionId;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.util.function.Function;

/**
 * A primary and its replica. In a fail-over they change places: the old primary stays up as a replica, and ends no
 * connection.
 */
final class ReplicatedServers implements AutoCloseable {
    /** The replica signs in at its primary, so that it can be kept out and no one else. */
    private static final String[] REPLICATION = {
        "--repl-diskless-sync-delay",
        "0",
        "--user",
        "replica",
        "on",
        ">replica",
        "+psync",
        "+replconf",
        "+ping",
        "--masteruser",
        "replica",
        "--masterauth",
        "replica"
    };

    private final Closer closer;
    private final String uri;
    private final Takeover takeover;
    private RedisProcess primary;
    private RedisProcess replica;
    private long loggedAtCut;

    /** How the replica comes to take over, and the primary to follow it. */
    private interface Takeover {
        void begin(RedisProcess primary, RedisProcess replica);
    }

    private ReplicatedServers(
            Closer closer, RedisProcess primary, RedisProcess replica, String uri, Takeover takeover) {
        this.closer = closer;
        this.primary = primary;
        this.replica = replica;
        this.uri = uri;
        this.takeover = takeover;
    }

    /** Clients connect to a name, which an operator or a cloud leads to the new primary. */
    static ReplicatedServers behindName() {
        return opened(closer -> {
            RedisProcess primary = closer.add(RedisProcess.start(REPLICATION));
            RedisProcess replica = closer.add(RedisProcess.start(REPLICATION));
            follow(replica, primary);
            TcpRelay name = closer.add(new TcpRelay(primary.port()));
            return new ReplicatedServers(closer, primary, replica, RedisProcess.uri(name.port()), (before, next) -> {
                await().until(() -> next.ask("REPLICAOF NO ONE").startsWith("+OK"));
                follow(before, next);
                name.redirect(next.port());
            });
        });
    }

    /** Clients ask Sentinel, which makes the replica the primary; the old one is told to follow it seconds later. */
    static ReplicatedServers behindSentinel() {
        return opened(closer -> {
            RedisProcess primary = closer.add(RedisProcess.start(REPLICATION));
            RedisProcess replica = closer.add(RedisProcess.start(REPLICATION));
            follow(replica, primary);
            replica.awaitUpToDate();
            RedisProcess sentinel = closer.add(RedisProcess.startSentinel(primary));
            await().until(() -> sentinel.ask("SENTINEL REPLICAS primary").contains("\r\n" + replica.port() + "\r\n"));
            return new ReplicatedServers(
                    closer,
                    primary,
                    replica,
                    sentinel.sentinelUri(),
                    (before, next) -> await().until(() ->
                            sentinel.ask("SENTINEL FAILOVER primary").startsWith("+OK")));
        });
    }

    /** The first of a cluster's three primaries has a replica, which takes its slots without asking it. */
    static ReplicatedServers inCluster() {
        return opened(closer -> {
            ClusterProcesses cluster = closer.add(ClusterProcesses.start(REPLICATION));
            RedisProcess primary = cluster.nodes().get(0);
            RedisProcess replica = cluster.addReplicaOf(0);
            String uri = RedisProcess.uri(cluster.nodes().get(1).port());
            return new ReplicatedServers(
                    closer,
                    primary,
                    replica,
                    uri,
                    (before, next) -> await().until(
                                    () -> next.ask("CLUSTER FAILOVER TAKEOVER").startsWith("+OK")));
        });
    }

    private static ReplicatedServers opened(Function<Closer, ReplicatedServers> start) {
        Closer closer = new Closer();
        try {
            ReplicatedServers servers = start.apply(closer);
            servers.replica.awaitUpToDate();
            return servers;
        } catch (RuntimeException | Error failed) {
            closer.close();
            throw failed;
        }
    }

    /** Where clients connect. */
    String uri() {
        return uri;
    }

    RedisProcess primary() {
        return primary;
    }

    RedisProcess replica() {
        return replica;
    }

    /** Cuts the replica off: what is written from here on, it does not get. */
    void cutOffReplica() {
        await().until(() -> primary.ask("ACL SETUSER replica off").startsWith("+OK"));
        await().until(() -> primary.ask("CLIENT KILL USER replica").startsWith(":"));
        await().until(() -> replica.ask("INFO replication").contains("master_link_status:down"));
        loggedAtCut = logged();
    }

    /** Waits until the primary has logged what the replica does not have. */
    void awaitLoss() {
        await().until(() -> logged() > loggedAtCut);
    }

    /** Lets the replica take over as it is, and the primary follow it, which loses what the replica does not have. */
    void failOver() {
        RedisProcess demoted = primary;
        takeover.begin(primary, replica);
        await().until(() -> demoted.ask("INFO replication").contains("role:slave"));
        await().until(() -> demoted.ask("ACL SETUSER replica on").startsWith("+OK"));
        primary = replica;
        replica = demoted;
    }

    /** Waits until the replica has a session of the first partition. */
    void awaitCopied(SessionId session) {
        await().until(() -> replica.ask("EXISTS symbolon:{0}:s:" + session).startsWith(":1"));
    }

    @Override
    public void close() {
        closer.close();
    }

    private long logged() {
        return primary.number("EVAL \"local sum = 0 for _, log in ipairs(redis.call('KEYS', 'symbolon:*:log')) do"
                + " sum = sum + redis.call('XLEN', log) end return sum\" 0");
    }

    private static void follow(RedisProcess follower, RedisProcess followed) {
        await().until(() ->
                follower.ask("REPLICAOF 127.0.0.1 " + followed.port()).startsWith("+OK"));
    }
}
