package io.symbolon.testkit.simulation;

import io.symbolon.storage.LogPage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A manager or verifier, over all of its runs, and what it has to know by what it has read and done. */
final class Node {
    /** What it is. */
    enum Kind {
        MANAGER,
        VERIFIER,
        /** A verifier that knows revocations from the managers' feed only. */
        FEED_VERIFIER
    }

    final String name;
    final int number;
    final Kind kind;
    final SimulatedClock clock;

    private final Scheduler scheduler;
    private final Facts facts;
    private final Delays delays;
    private final Consumer<Node> afterReading;
    private final Set<End> known = new HashSet<>();
    private final Set<Outdating> knownOutdatings = new HashSet<>();
    private final Set<IssuedToken> refused = new HashSet<>();

    /** The run that is up; null while there is none. */
    @Nullable
    Run run;

    int runs;
    int keyPhase;
    long cutUntil;

    /** When the last reading that was answered had been asked for: by the time when the answer came, and was judged. */
    long contactMicros;

    long judgedContactMicros;
    long judgedContactClockMillis;
    private Contact delivered = new Contact(0, 0, 0);
    private boolean isJudging;
    private boolean clocksWereApart;

    Node(String name, int number, Kind kind, SimulatedClock clock, Stage stage, Consumer<Node> afterReading) {
        this.name = name;
        this.number = number;
        this.kind = kind;
        this.clock = clock;
        this.scheduler = stage.scheduler();
        this.facts = stage.facts();
        this.delays = stage.delays();
        this.afterReading = afterReading;
    }

    boolean isCut() {
        return scheduler.now() < cutUntil;
    }

    /** Ends that it has to know. */
    Set<End> known() {
        return known;
    }

    boolean knows(Outdating outdating) {
        return knownOutdatings.contains(outdating);
    }

    /** Notes that it refused a token as revoked. */
    void refused(IssuedToken token) {
        refused.add(token);
    }

    boolean hasRefused(IssuedToken token) {
        return refused.contains(token);
    }

    /** What a call that it answered did. */
    void did(ApiCall call) {
        known.addAll(call.ends);
        knownOutdatings.addAll(call.outdatings);
    }

    /** Its listeners were told of ends: what its tokens are from then on is judged by them. */
    void heard(List<End> ends) {
        known.addAll(ends);
        afterReading.accept(this);
    }

    void starts() {
        runs++;
        known.clear();
        knownOutdatings.clear();
        refused.clear();
        contactMicros = scheduler.now();
        delivered = new Contact(contactMicros, contactMicros, clock.millis());
        judgedContactMicros = contactMicros;
        judgedContactClockMillis = delivered.judgedClockMillis();
        isJudging = false;
    }

    /**
     * Whether its clock and the servers' may have seemed further apart than is allowed: a clock that is set during a read
     * adds to it.
     */
    boolean clocksWereApart(Servers servers) {
        long apart = Math.abs(clock.aheadMicros() - servers.clock().aheadMicros());
        clocksWereApart |= apart > servers.anyLog().clockMargin().toMillis() * 1_000 / 3;
        return clocksWereApart;
    }

    /** A page of the log arrives, as it was at a tick. */
    void delivered(LogPage page, long tick, Contact contact) {
        if (!page.atEnd()) {
            return;
        }
        for (End end : facts.ends()) {
            if (end.isInLogAt(tick) && known.add(end) && run != null && kind != Kind.FEED_VERIFIER) {
                delays.add(scheduler.now() - end.micros);
            }
        }
        for (Outdating outdating : facts.outdatings()) {
            if (outdating.isInLogAt(tick)) {
                knownOutdatings.add(outdating);
            }
        }
        contactMicros = contact.micros();
        delivered = contact;
        isJudging = true;
    }

    void readFailed() {
        isJudging = false;
    }

    /** What was delivered last is in its view. */
    void tookIn() {
        if (isJudging) {
            judgedContactMicros = delivered.judgedMicros();
            judgedContactClockMillis = delivered.judgedClockMillis();
            isJudging = false;
        }
        afterReading.accept(this);
    }
}
