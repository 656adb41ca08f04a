package io.symbolon.testkit;

final class SwitchedInMemoryLogReadingTest extends LogReadingContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
