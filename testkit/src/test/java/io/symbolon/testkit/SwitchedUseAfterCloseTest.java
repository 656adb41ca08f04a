package io.symbolon.testkit;

final class SwitchedUseAfterCloseTest extends UseAfterCloseContract {
    @Override
    protected StorageFixture newFixture() {
        return new SwitchedFixture();
    }
}
