package io.symbolon.testkit.simulation;

import io.symbolon.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of a node's API: what it is about, and what came of it in the storage. */
final class ApiCall {
    final Node node;
    final String verb;
    final Draw draw;
    final long startTick;
    final long startMicros;
    final Instant startStorageTime;
    final ClockWatch storageTime;
    final ClockWatch nodeTime;

    /** Of a sign-in or step-up: the factor that was proved. */
    Optional<String> factor = Optional.empty();

    /** Of a description: the name. */
    Optional<String> name = Optional.empty();

    /** Of a change of claims: their value. */
    Optional<Integer> claims = Optional.empty();

    /** Of an expiry of access tokens: the subject's new role. */
    long role;

    /** Of a refresh: the session of the token. */
    @Nullable
    SessionId presented;

    /** Of a refresh: the proof that came along. */
    Optional<SentProof> proof = Optional.empty();

    /** Of a refresh: whether the client says that it has lost its key. */
    boolean saysKeyLost;

    /** Of a binding: the key. */
    Optional<ProofKey> key = Optional.empty();

    /** Of a sign-in: the client that it is made from. */
    ClientSettings client;

    /** Of a sign-in: what the session is called in the history. */
    String label = "";

    final List<End> ends = new ArrayList<>();
    final List<Outdating> outdatings = new ArrayList<>();

    /** Ends that the node had to know when it began. */
    final Set<End> knownAtStart;

    /** How many writes of records it did. */
    int writes;

    /** When its last read was carried out. */
    long readTick;

    ApiCall(Node node, String verb, Draw draw, Scheduler scheduler, Servers servers, ClientSettings client) {
        this.node = node;
        this.client = client;
        this.knownAtStart = Set.copyOf(node.known());
        this.verb = verb;
        this.draw = draw;
        this.startTick = scheduler.tick();
        this.startMicros = scheduler.now();
        this.startStorageTime = servers.clock().instant();
        this.storageTime = new ClockWatch(scheduler, servers.clock());
        this.nodeTime = new ClockWatch(scheduler, node.clock);
    }
}
