package io.symbolon.redis;

/** One cluster for all tests that leave it as it is; it ends with the tests. */
final class SharedCluster {
    private static final class Holder {
        static final ClusterProcesses CLUSTER = closing(ClusterProcesses.start());

        private static ClusterProcesses closing(ClusterProcesses cluster) {
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            return cluster;
        }
    }

    private SharedCluster() {}

    static ClusterProcesses processes() {
        return Holder.CLUSTER;
    }
}
