package io.symbolon.testkit.simulation;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionListener;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SimulatedRevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a history can be given other parts, such as ones with a defect, to see that it is found.
 *
 * @param storage what a node has of the storage
 * @param log what a node has of the log
 * @param feed what a manager tells those who follow its feed
 * @param api what clients reach of a manager
 * @param clock a node's clock
 * @param manager a manager's configuration
 * @param listener what a node tells its listeners
 */
record Hooks(
        UnaryOperator<UserSessionStorage> storage,
        UnaryOperator<SimulatedRevocationLog> log,
        UnaryOperator<RevocationLog> feed,
        Function<JwtUserSessionManager, Api> api,
        UnaryOperator<Clock> clock,
        UnaryOperator<JwtUserSessionManager.Builder> manager,
        UnaryOperator<SessionListener> listener) {
    static final Hooks NONE = new Hooks(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            Api::new,
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity());

    Hooks withStorage(UnaryOperator<UserSessionStorage> other) {
        return new Hooks(other, log, feed, api, clock, manager, listener);
    }

    Hooks withLog(UnaryOperator<SimulatedRevocationLog> other) {
        return new Hooks(storage, other, feed, api, clock, manager, listener);
    }

    Hooks withFeed(UnaryOperator<RevocationLog> other) {
        return new Hooks(storage, log, other, api, clock, manager, listener);
    }

    Hooks withApi(Function<JwtUserSessionManager, Api> other) {
        return new Hooks(storage, log, feed, other, clock, manager, listener);
    }

    Hooks withClock(UnaryOperator<Clock> other) {
        return new Hooks(storage, log, feed, api, other, manager, listener);
    }

    Hooks withManager(UnaryOperator<JwtUserSessionManager.Builder> other) {
        return new Hooks(storage, log, feed, api, clock, other, listener);
    }

    Hooks withListener(UnaryOperator<SessionListener> other) {
        return new Hooks(storage, log, feed, api, clock, manager, other);
    }
}
