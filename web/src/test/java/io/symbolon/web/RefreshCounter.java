package io.symbolon.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts refreshes, and how many ran at the same time; can make them slow, as over a poor network. */
final class RefreshCounter implements Filter {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Duration latency = Duration.ZERO;

    void slowDown(Duration latency) {
        this.latency = latency;
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

    private void travel() {
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
