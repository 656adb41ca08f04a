package io.symbolon.testkit;

final class InMemoryRestoreTest extends RestoreContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
