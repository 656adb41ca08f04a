package io.symbolon.storage.memory;

import io.symbolon.storage.Revocation;

/** Writes to the log of an in-memory storage what no operation of this version does. */
public final class LogProbe {
    private LogProbe() {}

    public static void append(InMemoryUserSessionStorage storage, Revocation revocation) {
        ((InMemoryRevocationLog) storage.revocationLog()).append(revocation);
    }
}
