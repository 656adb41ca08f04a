package io.symbolon.testkit;

final class InMemoryClusterRaceTest extends ClusterRaceContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
