package io.symbolon.testkit;

import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.Optional;

/**
 * What a storage's author supplies to the contracts: empty data, and storage objects that work on it. Each test asks for
 * a fixture of its own and closes it. Fixtures may share a server where a prefix, a schema or a database of its own keeps
 * the data of each apart.
 *
 * <p>What a storage can do beyond that is said by the methods that have a default. Tests that need more than a fixture
 * has are skipped.
 */
public interface StorageFixture extends AutoCloseable {
    /**
     * Opens a storage object on this fixture's data; each further one is another node on the same data, with connections
     * of its own. A storage that lives in the process may give the same object again.
     *
     * @param retention how long revocations are kept, 2 seconds or more; the same at each call for one fixture
     * @return a storage object, which the contract closes before it closes the fixture
     */
    UserSessionStorage open(Duration retention);

    /**
     * The clock by which the storage goes, if a test can set it. The managers of a test go by it too.
     *
     * @return the clock; empty if the time is a server's or the system's
     */
    default Optional<SettableClock> clock() {
        return Optional.empty();
    }

    /**
     * How to take the server away from all storage objects and to bring it back.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /**
     * How to make the server lose all of this fixture's data, as a server does that comes back empty. Storage objects
     * that are open go on working.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<Runnable> dataLoss() {
        return Optional.empty();
    }

    /**
     * How long a test waits for what is to happen at once, before it fails: an answer of the storage, an error of a
     * storage that is away, a revocation on another node.
     *
     * @return 10 seconds, unless the storage's own timeouts are longer
     */
    default Duration patience() {
        return Duration.ofSeconds(10);
    }

    /**
     * How often a test repeats what goes wrong rarely, in total.
     *
     * @return 300, which suits a server; more for a storage that answers in microseconds
     */
    default int repetitions() {
        return 300;
    }

    /** Releases the data and everything that this fixture has opened. */
    @Override
    void close();

    /** A server that can be taken away, by stopping it or by cutting the connections. */
    interface Outage {
        /** Takes it away: when this returns, no call of a storage object reaches it. */
        void begin();

        /** Brings it back with its data: when this returns, it accepts connections. */
        void end();
    }
}
