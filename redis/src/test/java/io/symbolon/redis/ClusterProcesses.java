package io.symbolon.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of three primaries. Clients reach each directly, or through a relay, whose address is then the one that the node
 * announces. A relay costs two threads a connection: only tests that take servers away have them.
 */
final class ClusterProcesses implements AutoCloseable {
    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final Closer closer = new Closer();
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final List<TcpRelay> relays = new ArrayList<>();
    private final List<Integer> clientPorts = new ArrayList<>();

    private final boolean behindRelays;
    private final List<String> settings;

    private ClusterProcesses(boolean behindRelays, List<String> settings) {
        this.behindRelays = behindRelays;
        this.settings = settings;
    }

    /**
     * Starts a cluster.
     *
     * @param settings of each node, beside those that make it one of a cluster
     */
    static ClusterProcesses start(String... settings) {
        return started(new ClusterProcesses(false, List.of(settings)));
    }

    static ClusterProcesses startBehindRelays() {
        return started(new ClusterProcesses(true, List.of()));
    }

    private static ClusterProcesses started(ClusterProcesses cluster) {
        try {
            cluster.startNodes();
            cluster.join();
            return cluster;
        } catch (RuntimeException | Error failed) {
            cluster.close();
            throw failed;
        }
    }

    private void startNodes() {
        for (int i = 0; i < NODES; i++) {
            startNode();
        }
    }

    List<RedisProcess> nodes() {
        return nodes;
    }

    /** One for each node; none if clients reach the nodes directly. */
    List<TcpRelay> relays() {
        return relays;
    }

    RedisClusterClient newClient() {
        List<RedisURI> uris = clientPorts.stream()
                .map(RedisProcess::uri)
                .map(RedisURI::create)
                .toList();
        return RedisClusterClient.create(TestClients.RESOURCES, uris);
    }

    @Override
    public void close() {
        closer.close();
    }

    /** Starts one more node, as a replica. */
    RedisProcess addReplicaOf(int node) {
        RedisProcess primary = nodes.get(node);
        RedisProcess replica = startNode();
        require(replica.ask("CLUSTER MEET 127.0.0.1 " + primary.port() + " " + (primary.port() + 10_000)));
        String primaryId = primary.ask("CLUSTER MYID").split("\r\n", -1)[1];
        Patience.await()
                .until(() -> replica.ask("CLUSTER REPLICATE " + primaryId).startsWith("+OK"));
        replica.awaitUpToDate();
        Patience.await()
                .until(() -> nodes.stream()
                        .allMatch(each -> each.ask("CLUSTER NODES").contains("slave " + primaryId)));
        return replica;
    }

    private RedisProcess startNode() {
        int port = RedisProcess.freePort();
        int clientPort = behindRelays ? relayTo(port) : port;
        clientPorts.add(clientPort);
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                "nodes.conf",
                "--cluster-node-timeout",
                "15000",
                "--cluster-require-full-coverage",
                "no",
                "--cluster-announce-ip",
                "127.0.0.1",
                "--cluster-announce-port",
                Integer.toString(clientPort),
                "--cluster-announce-bus-port",
                Integer.toString(port + 10_000)));
        RedisProcess started = closer.add(RedisProcess.startOn(port, all.toArray(String[]::new)));
        nodes.add(started);
        return started;
    }

    private int relayTo(int port) {
        TcpRelay relay = closer.add(new TcpRelay(port));
        relays.add(relay);
        return relay.port();
    }

    private void join() {
        for (int i = 0; i < NODES; i++) {
            String slots = IntStream.range(SLOTS * i / NODES, SLOTS * (i + 1) / NODES)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "));
            require(nodes.get(i).ask("CLUSTER ADDSLOTS " + slots));
            require(nodes.get(i).ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1)));
        }
        for (RedisProcess other : nodes.subList(1, NODES)) {
            require(nodes.get(0).ask("CLUSTER MEET 127.0.0.1 " + other.port() + " " + (other.port() + 10_000)));
        }
        Patience.await()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> nodes.stream().allMatch(ClusterProcesses::isComplete));
    }

    private static boolean isComplete(RedisProcess node) {
        String info = node.ask("CLUSTER INFO");
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + NODES)
                && info.contains("cluster_slots_assigned:" + SLOTS);
    }

    private static void require(String answer) {
        if (!answer.startsWith("+OK")) {
            throw new IllegalStateException("the cluster cannot be built: " + answer);
        }
    }
}
