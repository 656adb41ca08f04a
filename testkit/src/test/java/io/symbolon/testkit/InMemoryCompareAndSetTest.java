package io.symbolon.testkit;

final class InMemoryCompareAndSetTest extends CompareAndSetContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
