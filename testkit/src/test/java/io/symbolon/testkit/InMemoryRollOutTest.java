package io.symbolon.testkit;

final class InMemoryRollOutTest extends RollOutContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
