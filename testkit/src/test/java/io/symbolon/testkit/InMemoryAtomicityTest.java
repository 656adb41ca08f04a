package io.symbolon.testkit;

final class InMemoryAtomicityTest extends AtomicityContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
