package io.symbolon.testkit;

final class InMemoryLogTrimmingTest extends LogTrimmingContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
