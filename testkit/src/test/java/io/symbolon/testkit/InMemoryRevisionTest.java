package io.symbolon.testkit;

final class InMemoryRevisionTest extends RevisionContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
