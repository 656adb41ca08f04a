package io.symbolon.web;

import static io.symbolon.http.contract.Patience.PATIENCE;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts refreshes, and how many ran at the same time; can make them slow, as over a poor network, or hold them. */
final class RefreshCounter implements Filter {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Duration latency = Duration.ZERO;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void slowDown(Duration latency) {
        this.latency = latency;
    }

    /** From now on none is answered until they are let go. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    int total() {
        return total.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        total.incrementAndGet();
        int atOnce = running.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce, Math::max);
        try {
            travel();
            chain.doFilter(request, response);
        } finally {
            running.decrementAndGet();
        }
    }

    private void travel() throws IOException {
        try {
            if (!gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new InterruptedIOException("Nobody let the refresh go.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server stops.");
        }
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
