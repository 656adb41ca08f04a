package io.symbolon.testkit;

final class InMemoryClusterRepeatTest extends ClusterRepeatContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
