package io.symbolon.testkit;

final class InMemoryRepeatTest extends RepeatContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
