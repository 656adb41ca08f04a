package io.symbolon.storage.memory;

import io.symbolon.storage.Revocation;
import org.jspecify.annotations.NullMarked;

/** Looks into an in-memory storage and changes its log, past its public API. */
@NullMarked
public final class InMemoryProbe {
    private InMemoryProbe() {}

    public static int sessions(InMemoryUserSessionStorage storage) {
        return storage.sessionCount();
    }

    public static int subjects(InMemoryUserSessionStorage storage) {
        return storage.subjectCount();
    }

    public static int revocations(InMemoryUserSessionStorage storage) {
        return storage.revocationCount();
    }

    public static void append(InMemoryUserSessionStorage storage, Revocation revocation) {
        ((InMemoryRevocationLog) storage.revocationLog()).append(revocation);
    }
}
