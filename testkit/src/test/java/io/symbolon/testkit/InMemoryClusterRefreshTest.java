package io.symbolon.testkit;

final class InMemoryClusterRefreshTest extends ClusterRefreshContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
