package io.symbolon.testkit;

final class InMemoryEverythingTest extends EverythingContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
