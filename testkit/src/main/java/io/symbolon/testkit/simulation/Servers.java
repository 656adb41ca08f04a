package io.symbolon.testkit.simulation;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A storage and its copies. What is written on the first is written on the copies in the same moment, until copying lags;
 * a fail-over then loses what they do not have.
 */
final class Servers {
    private static final int SERVERS = 3;
    private static final long NOT_LAGGING = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final SimulatedClock clock;
    private final List<UserSessionStorage> all;
    private final Set<Task> readers = new HashSet<>();
    private int first;
    private int oldest;
    private long lagsSince = NOT_LAGGING;
    private long awayUntil;
    private Instant latest = Instant.MIN;
    private long steps;
    private Weather weather = Weather.CALM;

    Servers(Scheduler scheduler, Function<Clock, UserSessionStorage> factory) {
        this.scheduler = scheduler;
        this.clock = new SimulatedClock(scheduler, 0);
        this.all = IntStream.range(0, SERVERS)
                .mapToObj(number -> factory.apply(clock))
                .toList();
    }

    int number() {
        return first;
    }

    /** Whether a server answers, if only as a copy. */
    boolean isThere(int number) {
        return number >= oldest;
    }

    UserSessionStorage at(int number) {
        return all.get(number);
    }

    /** How the network between the nodes and the servers is. */
    Weather weather() {
        return weather;
    }

    void setWeather(Weather next) {
        weather = next;
    }

    SimulatedClock clock() {
        return clock;
    }

    /** The latest time that the servers' clock has shown. */
    Instant latest() {
        sawClock();
        return latest;
    }

    /** By how much the clock was set, in all, whatever the direction; in microseconds. */
    long stepsMicros() {
        return steps;
    }

    void stepClock(long micros) {
        sawClock();
        clock.step(micros);
        steps += Math.abs(micros);
        sawClock();
    }

    void goAwayUntil(long micros) {
        awayUntil = Math.max(awayUntil, micros);
    }

    void goOn() {
        awayUntil = 0;
        setWeather(Weather.CALM);
    }

    void startLagging(long tick) {
        lagsSince = Math.min(lagsSince, tick);
    }

    boolean canFailOver() {
        return first + 1 < all.size();
    }

    /**
     * The next server takes over.
     *
     * @param isDemoted whether the one before stays, and reads on
     * @return all that was written after this tick is lost
     */
    long failOver(boolean isDemoted) {
        first++;
        oldest = isDemoted ? first - 1 : first;
        long since = lagsSince;
        lagsSince = NOT_LAGGING;
        return since;
    }

    void requireThere() {
        if (scheduler.now() < awayUntil) {
            throw new SessionStorageException("The server is away.", true, null);
        }
    }

    <T> T write(Function<UserSessionStorage, T> write) {
        requireThere();
        sawClock();
        T result = write.apply(all.get(first));
        if (lagsSince == NOT_LAGGING) {
            for (UserSessionStorage copy : all.subList(first + 1, all.size())) {
                copied(write.apply(copy));
            }
        }
        new ArrayList<>(readers).forEach(scheduler::wake);
        readers.clear();
        return result;
    }

    <T> T read(Function<UserSessionStorage, T> read) {
        requireThere();
        sawClock();
        return read.apply(all.get(first));
    }

    RevocationLog log() {
        requireThere();
        return all.get(first).revocationLog();
    }

    /** What holds for the logs of all servers. */
    RevocationLog anyLog() {
        return all.get(0).revocationLog();
    }

    /** Whether what was logged at a moment may be gone from the log by now, and from the nodes' views. */
    boolean mayHaveForgotten(long micros) {
        long kept = anyLog().retention().minus(anyLog().clockMargin()).toMillis() * 1_000;
        return scheduler.now() - micros >= kept - steps;
    }

    /** Wakes a reader at the next write. */
    void wakesUp(Task reader) {
        readers.add(reader);
    }

    void wakesNoMore(Task reader) {
        readers.remove(reader);
    }

    void close() {
        all.forEach(UserSessionStorage::close);
    }

    /** What a copy answers nobody asks for. */
    private static void copied(Object answer) {
        Objects.requireNonNull(answer, "answer");
    }

    private void sawClock() {
        Instant now = clock.instant();
        if (now.isAfter(latest)) {
            latest = now;
        }
    }
}
