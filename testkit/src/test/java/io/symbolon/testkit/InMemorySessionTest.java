package io.symbolon.testkit;

final class InMemorySessionTest extends SessionContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
