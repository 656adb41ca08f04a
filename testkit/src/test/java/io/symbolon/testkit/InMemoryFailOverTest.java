package io.symbolon.testkit;

final class InMemoryFailOverTest extends FailOverContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
