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
    /** Where a node reads; it may sleep. */
    interface Source {
        LogPage page(LogCursor after, Duration maxWait) throws InterruptedException;

        Duration retention();

        Duration clockMargin();
    }

    /**
     * A read for others.
     *
     * @param tick when it was carried out
     */
    record ForeignRead(long tick, long askedAt) {}

    private static final long TIMEOUT = 1_000_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Node node;
    private final Draw draw;
    private final NodeEvents events;
    private final Task own;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile boolean isStarting = true;
    private final Source source;
    private boolean hasReadAll;
    private ForeignRead lastForeignRead = new ForeignRead(0, 0);

    LinkedLog(Scheduler scheduler, Servers servers, Node node, Draw draw, NodeEvents events) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.node = node;
        this.draw = draw;
        this.events = events;
        this.own = new Task("tail", null);
        this.source = new OfServers();
    }

    LinkedLog(Scheduler scheduler, Servers servers, Node node, Draw draw, NodeEvents events, Source source) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.node = node;
        this.draw = draw;
        this.events = events;
        this.own = new Task("tail", null);
        this.source = source;
    }

    /** The last one that arrived. */
    ForeignRead lastForeignRead() {
        return lastForeignRead;
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
            if (!isStarting && scheduler.running() != own) {
                return foreignPage(after);
            }
            node.tookIn();
            LogPage page = source.page(after, maxWait);
            hasReadAll = page.atEnd();
            return page;
        } catch (Scheduler.Stopped stopped) {
            if (own.isDone) {
                throw new InterruptedException();
            }
            throw stopped;
        }
    }

    @Override
    public Duration retention() {
        return source.retention();
    }

    @Override
    public Duration clockMargin() {
        return source.clockMargin();
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

    @Override
    public boolean tell(Runnable event) {
        return events.offer(event);
    }

    private LogPage foreignPage(LogCursor after) throws InterruptedException {
        long askedAt = scheduler.now();
        scheduler.sleep(servers.weather().way(draw));
        Weather.Fate fate = servers.weather().fate(draw, false);
        if (node.isCut() || fate != Weather.Fate.ARRIVES) {
            throw silence();
        }
        LogPage page = servers.log().read(after, Duration.ZERO);
        ForeignRead read = new ForeignRead(scheduler.tick(), askedAt);
        scheduler.sleep(servers.weather().way(draw));
        if (node.isCut()) {
            throw silence();
        }
        lastForeignRead = read;
        return page;
    }

    private SessionStorageException silence() {
        scheduler.sleep(TIMEOUT);
        return new SessionStorageException("There was no answer.", true, null);
    }

    static boolean isNothing(LogPage page) {
        return page.revocations().isEmpty() && !page.restarted() && page.atEnd();
    }

    private final class OfServers implements Source {
        @Override
        public LogPage page(LogCursor after, Duration maxWait) throws InterruptedException {
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
            node.delivered(page, tick, new Contact(askedAt, askedAt, askedByClock));
            return page;
        }

        @Override
        public Duration retention() {
            return servers.anyLog().retention();
        }

        @Override
        public Duration clockMargin() {
            return servers.anyLog().clockMargin();
        }
    }
}
