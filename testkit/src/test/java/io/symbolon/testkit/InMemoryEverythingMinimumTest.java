package io.symbolon.testkit;

final class InMemoryEverythingMinimumTest extends EverythingMinimumContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
