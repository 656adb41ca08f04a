package io.symbolon.testkit;

final class InMemoryClusterFaultTest extends ClusterFaultContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
