package io.symbolon.testkit;

final class InMemoryClusterPeerFaultTest extends ClusterPeerFaultContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
