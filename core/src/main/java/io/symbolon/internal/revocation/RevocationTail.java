package io.symbolon.internal.revocation;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that follows the log. Where it finds that the log has lost what it had read (a fail-over to a storage that
 * missed the last writes), it reads from the start and gives the storage what this node's view has and the log lacks.
 */
final class RevocationTail implements Runnable {
    private static final Logger LOGGER = System.getLogger(RevocationTail.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final FollowedLog log;
    private final RevocationView view;
    private final ViewHealth health;
    private final Consumer<Revocation> onNews;
    private final Consumer<List<Revocation>> restore;
    private final LogActivity activity = new LogActivity();
    private final CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LogCursor cursor = LogCursor.START;
    private boolean atEnd;
    private boolean hasMoreToForget;
    private @Nullable Duration pause;

    /** All that the log holds, while it is read again; null while it is followed. */
    private @Nullable RevocationView reread;

    RevocationTail(
            FollowedLog log,
            RevocationView view,
            ViewHealth health,
            Consumer<Revocation> onNews,
            Consumer<List<Revocation>> restore) {
        this.log = log;
        this.view = view;
        this.health = health;
        this.onNews = onNews;
        this.restore = restore;
    }

    /**
     * Waits until the view holds all that the log held at the start. A long log takes minutes, so this waits for as long as
     * something is read.
     *
     * @throws ExecutionException with the first failure before that
     * @throws TimeoutException if nothing was read for so long
     */
    void awaitCaughtUp(Duration longestSilence) throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            long seen = activity.current();
            try {
                caughtUp.get(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException late) {
                if (activity.current() == seen) {
                    throw late;
                }
                LOGGER.log(
                        Level.INFO,
                        "The revocation log is long: {0} revocations were read so far, and the node starts after the last.",
                        view.size());
            }
        }
    }

    /** Counts what this thread has read, so that others need not look for themselves. */
    LogActivity activity() {
        return activity;
    }

    void close() {
        closed.countDown();
        activity.end();
    }

    @Override
    public void run() {
        try {
            while (closed.getCount() > 0) {
                step();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            ViewHealth.Moment moment = health.moment();
            Instant start = log.now();
            LogPage page = log.read(cursor, atEnd && !hasMoreToForget);
            Instant after = log.now();
            ViewHealth.Moment asked = moment.before(page.contactAge());
            Instant before = start.minus(page.contactAge());
            take(page);
            health.sawStorageTime(page.now());
            if (page.atEnd()) {
                giveBackWhatIsMissing(page.now());
                boolean agreeAgain = judgeClocks(asked, log.clocksApart(before, page.now(), after));
                caughtUp.complete(true);
                hasMoreToForget = view.forget(log.forgettableBefore());
                if (agreeAgain) {
                    // While the storage's clock was ahead, it may have trimmed what living tokens are concerned by.
                    readAgain();
                }
            }
            recovered();
        } catch (RuntimeException | Error failed) {
            // An Error too: a thread that ends leaves the node deaf for good.
            pauseAfter(failed);
        }
    }

    /** Whether the clocks agree after they had not. */
    private boolean judgeClocks(ViewHealth.Moment asked, Optional<ClocksApart> apart) {
        boolean wereApart = health.clocksApart().isPresent();
        if (apart.isPresent() && !wereApart && caughtUp.isDone()) {
            LOGGER.log(
                    Level.ERROR,
                    "Access tokens are refused as STALE_NODE: "
                            + apart.orElseThrow().text() + ".");
        }
        if (apart.isEmpty() && wereApart) {
            LOGGER.log(Level.INFO, "This node's clock and the storage's agree again: access tokens are accepted.");
        }
        health.contact(asked, apart);
        return apart.isEmpty() && wereApart;
    }

    private void take(LogPage page) {
        if (page.restarted()) {
            reread = new RevocationView();
        }
        // The log may still hold what this node has told and forgotten since: that is not told again.
        Instant oldestToTell = log.trimmedBefore(page.now());
        for (Revocation revocation : page.revocations()) {
            if (revocation.target() instanceof Revocation.OfUnknown unknown && health.unknownTarget()) {
                LOGGER.log(
                        Level.ERROR,
                        "The revocation log holds an entry with the target {0}, which only a newer version of Symbolon"
                                + " understands. This node refuses access tokens until it is upgraded.",
                        unknown.type());
            }
            if (reread != null) {
                reread.apply(revocation);
            }
            if (view.apply(revocation) && caughtUp.isDone() && !revocation.at().isBefore(oldestToTell)) {
                onNews.accept(revocation);
            }
        }
        cursor = page.next();
        atEnd = page.atEnd();
        if (page.restarted() || !page.revocations().isEmpty()) {
            activity.count();
        }
    }

    private void giveBackWhatIsMissing(Instant storageNow) {
        RevocationView logged = reread;
        if (logged == null) {
            return;
        }
        List<Revocation> missing = view.missingFrom(logged, log.trimmedBefore(storageNow));
        if (!missing.isEmpty()) {
            restore.accept(missing);
        }
        reread = null;
    }

    private void readAgain() {
        cursor = LogCursor.START;
        atEnd = false;
        reread = new RevocationView();
    }

    private void pauseAfter(Throwable failed) throws InterruptedException {
        caughtUp.completeExceptionally(failed);
        activity.count();
        Duration current = pause;
        if (current == null) {
            LOGGER.log(
                    Level.WARNING,
                    "The revocation log cannot be read; this node goes on with what it knows and tries again.",
                    failed);
            current = FIRST_PAUSE;
        }
        atEnd = false;
        if (reread != null) {
            // What was compared so far may be out of date.
            readAgain();
        }
        log.pause(current, closed);
        Duration doubled = current.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void recovered() {
        if (pause != null) {
            LOGGER.log(Level.INFO, "The revocation log can be read again.");
            pause = null;
        }
    }
}
