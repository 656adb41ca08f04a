package io.symbolon.jdbc;

import io.symbolon.storage.LogRetention;
import java.time.Duration;

/** How long revocations are kept: what this node asks for, or longer where another one does. Thread-safe. */
final class Retention {
    private final LogRetention own;
    private volatile Duration inForce;

    Retention(LogRetention own) {
        this.own = own;
        this.inForce = own.retention();
    }

    LogRetention own() {
        return own;
    }

    Duration get() {
        return inForce;
    }

    /** @param asked the longest that the database knows to be asked for */
    void inForce(Duration asked) {
        inForce = asked.compareTo(own.retention()) > 0 ? asked : own.retention();
    }
}
