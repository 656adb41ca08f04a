package io.symbolon.testkit;

import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A storage object whose log can be held, for one reader: a request that is held reaches the log only when it is
 * released, an answer that is held is made but does not arrive. So a test decides what a node has learned when.
 */
final class HeldLogStorage extends ForwardingUserSessionStorage {
    private final RevocationLog log = new Log();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean holdsRequests;
    private boolean holdsAnswers;
    private boolean requestIsHeld;
    private boolean answerIsHeld;

    HeldLogStorage(UserSessionStorage storage) {
        super(storage);
    }

    /**
     * Holds the answer that is on its way, or the next one; returns when it is held.
     *
     * @param wakeUp logs something, so that a reader that waits has an answer
     */
    void holdAnAnswer(Runnable wakeUp) throws InterruptedException {
        lock.lock();
        try {
            holdsAnswers = true;
        } finally {
            lock.unlock();
        }
        wakeUp.run();
        lock.lock();
        try {
            while (!answerIsHeld) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the answer that is held arrive and holds the next request, which comes when the answer was taken in. */
    void letTheAnswerArrive() throws InterruptedException {
        lock.lock();
        try {
            holdsRequests = true;
            holdsAnswers = false;
            changed.signalAll();
            while (!requestIsHeld) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Holds nothing any more. */
    void release() {
        lock.lock();
        try {
            holdsRequests = false;
            holdsAnswers = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    private void passRequest() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (holdsRequests) {
                requestIsHeld = true;
                changed.signalAll();
                changed.await();
            }
            requestIsHeld = false;
        } finally {
            lock.unlock();
        }
    }

    private void passAnswer() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (holdsAnswers) {
                answerIsHeld = true;
                changed.signalAll();
                changed.await();
            }
            answerIsHeld = false;
        } finally {
            lock.unlock();
        }
    }

    private final class Log implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            passRequest();
            LogPage page = delegate().revocationLog().read(after, maxWait);
            passAnswer();
            return page;
        }

        @Override
        public Duration retention() {
            return delegate().revocationLog().retention();
        }

        @Override
        public Duration clockMargin() {
            return delegate().revocationLog().clockMargin();
        }
    }
}
