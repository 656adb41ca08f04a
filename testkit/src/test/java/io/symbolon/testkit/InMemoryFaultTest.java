package io.symbolon.testkit;

final class InMemoryFaultTest extends FaultContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
