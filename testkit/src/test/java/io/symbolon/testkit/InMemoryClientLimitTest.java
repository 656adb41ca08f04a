package io.symbolon.testkit;

final class InMemoryClientLimitTest extends ClientLimitContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
