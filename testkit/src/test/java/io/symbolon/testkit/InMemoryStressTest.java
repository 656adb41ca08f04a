package io.symbolon.testkit;

final class InMemoryStressTest extends StressContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
