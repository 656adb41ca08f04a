package io.symbolon.testkit;

final class InMemoryHostileInputTest extends HostileInputContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
