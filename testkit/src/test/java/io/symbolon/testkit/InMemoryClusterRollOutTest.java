package io.symbolon.testkit;

final class InMemoryClusterRollOutTest extends ClusterRollOutContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
