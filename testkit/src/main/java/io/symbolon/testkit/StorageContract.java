package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * The common base of the contracts: a fresh fixture for each test, and two nodes on its data. No contract assumes that
 * the storage's clock is the test's.
 */
@Timeout(300)
public abstract class StorageContract {
    static final Duration RETENTION = Duration.ofHours(2);

    private final Closer closer = new Closer();
    private StorageFixture fixture;
    private @Nullable UserSessionStorage firstNode;
    private @Nullable UserSessionStorage secondNode;

    /** For subclasses. */
    protected StorageContract() {}

    /**
     * Makes a fixture with empty data. Called once for each test.
     *
     * @return the fixture, which the contract closes
     */
    protected abstract StorageFixture newFixture();

    @BeforeEach
    final void openFixture() {
        fixture = closer.add(newFixture());
    }

    @AfterEach
    final void closeAll() {
        closer.close();
    }

    final StorageFixture fixture() {
        return fixture;
    }

    /** The node that most tests act on. */
    final UserSessionStorage storage() {
        if (firstNode == null) {
            firstNode = open(RETENTION);
        }
        return firstNode;
    }

    /** A second node on the same data. */
    final UserSessionStorage otherNode() {
        UserSessionStorage first = storage();
        if (secondNode == null) {
            secondNode = open(first.revocationLog().retention());
        }
        return secondNode;
    }

    /** One of the two nodes, in turn. */
    final UserSessionStorage node(int number) {
        return number % 2 == 0 ? storage() : otherNode();
    }

    /** Opens the first node with another retention than usual; to be called before anything else is opened. */
    final UserSessionStorage openWith(Duration retention) {
        assertThat(firstNode).as("nothing was opened before").isNull();
        firstNode = open(retention);
        return firstNode;
    }

    final UserSessionStorage open(Duration retention) {
        return closer.add(fixture.open(retention));
    }

    /** The managers of this test. They are closed with it, before their storages. */
    final ClusterNodes newNodes() {
        return new ClusterNodes(fixture, closer);
    }

    final StoredSession insert(SessionInsert insert) {
        return stored(storage().insert(insert));
    }

    final StoredSession insert(String subject) {
        return insert(NewSession.of(subject).toInsert());
    }

    static StoredSession stored(InsertResult result) {
        assertThat(result.session()).as("the inserted session").isPresent();
        return result.session().orElseThrow();
    }

    /** Ends all sessions of a subject; gives the minimum that was logged. */
    final long endAll(String subject) {
        return minimumOf(
                storage().endAll(subject, RevocationCause.ADMINISTRATOR, 0).revocations());
    }

    /** Outdates all sessions of a subject; gives the minimum that was logged. */
    final long outdateAll(String subject) {
        return minimumOf(storage().outdateAll(subject).revocations());
    }

    static long minimumOf(List<Revocation> revocations) {
        assertThat(revocations).hasSize(1);
        return revocations.get(0).minimumVersion();
    }

    final boolean exists(StoredSession session) {
        return storage().find(session.id()).value().isPresent();
    }

    /** All that the log holds. */
    final List<Revocation> logged() throws InterruptedException {
        return new LogReader(storage().revocationLog()).readToEnd();
    }

    /** The storage's time. */
    final Instant now() {
        return storage().findAll("nobody").now();
    }

    /** Returns when it is that time for the storage: sets its clock, or waits. */
    final void letPassUntil(Instant instant) {
        fixture.clock()
                .ifPresentOrElse(
                        clock -> {
                            if (clock.instant().isBefore(instant)) {
                                clock.set(instant);
                            }
                        },
                        () -> await().pollInterval(Duration.ofMillis(10)).until(() -> !now().isBefore(instant)));
    }
}
