package io.symbolon.testkit;

final class InMemoryClusterFailOverTest extends ClusterFailOverContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
