package io.symbolon.testkit;

final class InMemoryRevocationLogTest extends RevocationLogContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
