package io.symbolon.testkit;

final class InMemoryClusterEverythingTest extends ClusterEverythingContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
