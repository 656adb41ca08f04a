package io.symbolon.jdbc;

import java.time.Duration;

/** How long revocations are kept: what this node asks for, or longer where another one does. */
final class Retention {
    private final Duration own;
    private volatile Duration inForce;

    Retention(Duration own) {
        this.own = own;
        this.inForce = own;
    }

    Duration own() {
        return own;
    }

    Duration get() {
        return inForce;
    }

    /** @param asked the longest that the database knows to be asked for */
    void inForce(Duration asked) {
        inForce = asked.compareTo(own) > 0 ? asked : own;
    }
}
