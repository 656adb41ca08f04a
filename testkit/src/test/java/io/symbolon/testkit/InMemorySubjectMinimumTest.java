package io.symbolon.testkit;

final class InMemorySubjectMinimumTest extends SubjectMinimumContract {
    @Override
    protected StorageFixture newFixture() {
        return new InMemoryFixture();
    }
}
