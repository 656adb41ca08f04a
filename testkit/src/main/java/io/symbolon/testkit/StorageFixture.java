package io.symbolon.testkit;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A storage's author supplies this to the contracts: empty data, and storage objects that work on it. Each test asks for
 * a fixture of its own and closes it. Fixtures may share a server where a prefix, a schema or a database of its own keeps
 * the data of each apart.
 *
 * <p>The methods with a default tell what else can be done with the storage. A test that needs more than its fixture can
 * do is skipped.
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
     * The storage's clock, if a test can set it. The managers of a test use it too.
     *
     * @return the clock; empty if the time is a server's or the system's
     */
    default Optional<SettableClock> clock() {
        return Optional.empty();
    }

    /**
     * Takes the server away from all storage objects and brings it back.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /**
     * Makes the server lose all of this fixture's data, as a server does that comes back empty. Storage objects that are
     * open go on working.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<Runnable> dataLoss() {
        return Optional.empty();
    }

    /**
     * Makes the server lose its last writes, as a fail-over to a replica that lagged behind does.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<FailOver> failOver() {
        return Optional.empty();
    }

    /**
     * Writes to the storage what a newer version of Symbolon would write, beside the storage's own operations.
     *
     * @return how; empty if it cannot be done
     */
    default Optional<NewerNode> newerNode() {
        return Optional.empty();
    }

    /**
     * How long a test waits for what is to happen at once, before it fails: an answer of the storage, an error of a
     * storage that is away, a revocation on another node.
     *
     * @return {@link Patience#PATIENCE}, unless the storage's own timeouts are longer
     */
    default Duration patience() {
        return Patience.PATIENCE;
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

    /**
     * A server whose last writes can be lost: such as by a copy of all keys or tables that is put back, the positions of
     * the log included, so that the next entry may get the position of one that was lost.
     */
    interface FailOver {
        /** From now on nothing that is written is copied. Called once. */
        void stopCopying();

        /**
         * The copy takes over: when this returns, storage objects that are open work on the data of the time at which
         * copying was stopped. A first call or two of theirs may fail.
         */
        void takeOver();
    }

    /** Writes records and log entries as a version of Symbolon would that knows more than this one. */
    interface NewerNode {
        /**
         * Appends an entry to the log, in the storage's own notation, at the storage's time of now. It changes nothing
         * but the log.
         *
         * @param entry the entry
         */
        void log(NewerEntry entry);

        /**
         * Stores another origin of a session's current generation, in the storage's own notation; everything else of the
         * record stays, the revision may be raised.
         *
         * @param session a stored session
         * @param origin what made the generation, such as {@code PASSKEY}
         */
        void storeOrigin(SessionId session, String origin);
    }

    /**
     * An entry of the log as a newer node writes it.
     *
     * @param target a session, a subject, or one whose type this version does not know
     * @param kind what became of the sessions, such as {@code ENDED} or {@code FROZEN}
     * @param minimumVersion versions below it are dead
     * @param cause why, such as {@code SIGNED_OUT} or {@code DEVICE_LOST}; empty for none
     * @param extraFields what this version has no field for; stored beside the fields that it knows, where the storage's
     *     notation has room for that
     */
    record NewerEntry(
            Revocation.Target target,
            String kind,
            long minimumVersion,
            Optional<String> cause,
            Map<String, String> extraFields) {
        /** Copies the map. */
        public NewerEntry {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(cause, "cause");
            extraFields = Map.copyOf(extraFields);
        }
    }
}
