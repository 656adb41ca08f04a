package io.symbolon.benchmarks;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A log of a number of random ended sessions, which nobody adds to. Its entries are made as they are read. */
public final class FilledRevocationLog implements RevocationLog {
    private static final int PAGE = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final Duration RETENTION = Duration.ofHours(2);

    private final int size;
    private final Instant newest;
    private final Duration spread;
    private final Clock clock;

    /**
     * A log whose last session was ended now.
     *
     * @param spread how long ago the first was
     * @param clock the log's own
     */
    public FilledRevocationLog(int size, Duration spread, Clock clock) {
        this.size = size;
        this.newest = clock.instant();
        this.spread = spread;
        this.clock = clock;
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        int from = after.equals(LogCursor.START) ? 0 : Integer.parseInt(after.value());
        if (from == size) {
            TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_WAIT.toNanos(), maxWait.toNanos()));
        }
        int to = Math.min(size, from + PAGE);
        SplittableRandom random = new SplittableRandom(from);
        List<Revocation> page = IntStream.range(from, to)
                .mapToObj(number -> ended(number, random))
                .toList();
        return new LogPage(page, new LogCursor(Integer.toString(to)), clock.instant(), false, to == size);
    }

    @Override
    public Duration retention() {
        return RETENTION;
    }

    private Revocation ended(int number, SplittableRandom random) {
        Instant at = newest.minusMillis(spread.toMillis() * (size - number) / size);
        SessionId session =
                SessionId.of(at.toEpochMilli() << Short.SIZE | random.nextInt(1 << Short.SIZE), random.nextLong());
        return Revocation.sessionEnded(Optional.of("user-" + number), session, RevocationCause.SIGNED_OUT, at);
    }
}
