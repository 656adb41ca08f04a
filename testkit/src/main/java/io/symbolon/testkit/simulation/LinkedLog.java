package io.symbolon.testkit.simulation;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.SimulatedRevocationLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The log as one run of a node reads it: over the network, on the node's own thread. While the node starts, its thread
 * stands for the task that waits for the start; from the end of the first reading on it is a task of its own.
 */
final class LinkedLog implements SimulatedRevocationLog {
    private static final long TIMEOUT = 1_000_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Node node;
    private final Draw draw;
    private final Task own;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile boolean isStarting = true;
    private boolean hasReadAll;

    LinkedLog(Scheduler scheduler, Servers servers, Node node, Draw draw) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.node = node;
        this.draw = draw;
        this.own = new Task("tail", null);
    }

    /** To be called when the node has started: its thread is a task of its own from now on. */
    void started() {
        try {
            arrived.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        isStarting = false;
        scheduler.adopt(own);
    }

    /** To be called before the node is closed. */
    void closing() {
        if (!isStarting) {
            scheduler.forget(own);
        }
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        try {
            if (isStarting && hasReadAll) {
                own.isThisThread();
                arrived.countDown();
                own.awaitBaton();
            }
            node.tookIn();
            return page(after, maxWait);
        } catch (Scheduler.Stopped stopped) {
            if (own.isDone) {
                throw new InterruptedException();
            }
            throw stopped;
        }
    }

    @Override
    public Duration retention() {
        return servers.anyLog().retention();
    }

    @Override
    public Duration clockMargin() {
        return servers.anyLog().clockMargin();
    }

    @Override
    public long nanoTime() {
        return scheduler.now() * 1_000;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        node.readFailed();
        if (isStarting || own.isDone) {
            throw new InterruptedException();
        }
        if (scheduler.isStopped()) {
            scheduler.leave();
            throw new InterruptedException();
        }
        try {
            scheduler.sleep(time.toMillis() * 1_000);
        } catch (Scheduler.Stopped stopped) {
            if (!own.isDone) {
                scheduler.leave();
            }
            throw new InterruptedException();
        }
    }

    private LogPage page(LogCursor after, Duration maxWait) throws InterruptedException {
        long askedAt = scheduler.now();
        long askedByClock = node.clock.millis();
        scheduler.sleep(servers.weather().way(draw));
        Weather.Fate fate = servers.weather().fate(draw, false);
        if (node.isCut() || fate == Weather.Fate.REQUEST_LOST) {
            throw silence();
        }
        LogPage page = servers.log().read(after, Duration.ZERO);
        long deadline = scheduler.now() + maxWait.toMillis() * 1_000;
        while (isNothing(page) && scheduler.now() < deadline) {
            Task reader = scheduler.running();
            servers.wakesUp(reader);
            scheduler.sleep(deadline - scheduler.now());
            servers.wakesNoMore(reader);
            if (node.isCut()) {
                throw silence();
            }
            page = servers.log().read(after, Duration.ZERO);
        }
        long tick = scheduler.tick();
        scheduler.sleep(servers.weather().way(draw));
        if (node.isCut() || fate == Weather.Fate.ANSWER_LOST) {
            throw silence();
        }
        hasReadAll = page.atEnd();
        node.delivered(page, tick, askedAt, askedByClock);
        return page;
    }

    private SessionStorageException silence() {
        scheduler.sleep(TIMEOUT);
        return new SessionStorageException("There was no answer.", true, null);
    }

    private static boolean isNothing(LogPage page) {
        return page.revocations().isEmpty() && !page.restarted() && page.atEnd();
    }
}
