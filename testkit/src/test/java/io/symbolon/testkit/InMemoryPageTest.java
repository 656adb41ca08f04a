package io.symbolon.testkit;

final class InMemoryPageTest extends PageContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
