package io.symbolon.testkit;

final class InMemoryUseAfterCloseTest extends UseAfterCloseContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
