package io.symbolon.benchmarks.storage;

/** What keeps sessions, seen alike. A handle is what a client would hold. Thread-safe. */
interface SessionSystem extends AutoCloseable {
    /** Signs a subject in, with three small claims; returns the handle. */
    String create(String subject) throws Exception;

    /** Prolongs a session; returns its handle from now on. */
    String refresh(String handle) throws Exception;

    /** Lists a subject's sessions; returns how many there are. */
    int list(String subject) throws Exception;

    void revoke(String handle) throws Exception;

    @Override
    void close();
}
