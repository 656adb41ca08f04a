package io.symbolon.testkit;

final class InMemoryClusterTest extends ClusterContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
