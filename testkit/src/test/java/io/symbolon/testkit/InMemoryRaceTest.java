package io.symbolon.testkit;

final class InMemoryRaceTest extends RaceContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
