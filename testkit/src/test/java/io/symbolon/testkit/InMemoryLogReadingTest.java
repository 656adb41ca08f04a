package io.symbolon.testkit;

final class InMemoryLogReadingTest extends LogReadingContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
