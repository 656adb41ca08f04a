package io.symbolon.testkit;

final class InMemorySessionLimitTest extends SessionLimitContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
