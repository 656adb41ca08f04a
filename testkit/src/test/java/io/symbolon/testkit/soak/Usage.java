package io.symbolon.testkit.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What this process uses at one moment.
 *
 * @param liveBytes of the heap after a collection
 * @param threads that live
 * @param handles open files and connections; 0 where the system does not tell
 */
record Usage(long liveBytes, int threads, long handles) {
    static Usage now() {
        System.gc();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new Usage(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0);
    }

    @Override
    public String toString() {
        return String.format("%.1f MB live, %d threads, %d handles", liveBytes / 1e6, threads, handles);
    }
}
