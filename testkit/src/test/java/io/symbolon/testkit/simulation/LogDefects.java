package io.symbolon.testkit.simulation;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SimulatedRevocationLog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What a node has of a sound log, each with one small thing wrong. */
@NullMarked
final class LogDefects {
    private LogDefects() {}

    static SimulatedRevocationLog tellsNothing(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogPage page) {
                return with(page, List.of());
            }
        };
    }

    static SimulatedRevocationLog leavesOutTheFirstOfAPage(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogPage page) {
                return page.revocations().isEmpty()
                        ? page
                        : with(
                                page,
                                page.revocations().subList(1, page.revocations().size()));
            }
        };
    }

    static SimulatedRevocationLog startsAtItsEnd(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                LogPage page = sound.read(after, maxWait);
                return after.equals(LogCursor.START) ? with(page, List.of()) : page;
            }
        };
    }

    static SimulatedRevocationLog doesNotTellThatItRestarted(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogPage page) {
                return new LogPage(page.revocations(), page.next(), page.now(), false, page.atEnd());
            }
        };
    }

    static SimulatedRevocationLog losesWhatCameDuringAFault(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            private boolean failed;

            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                try {
                    LogPage page = sound.read(after, maxWait);
                    boolean isFirst = failed;
                    failed = false;
                    return isFirst ? with(page, List.of()) : page;
                } catch (RuntimeException fault) {
                    failed = true;
                    throw fault;
                }
            }
        };
    }

    static SimulatedRevocationLog hasAClockThatStands(SimulatedRevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            public long nanoTime() {
                return 0;
            }
        };
    }

    private static LogPage with(LogPage page, List<Revocation> revocations) {
        return new LogPage(revocations, page.next(), page.now(), page.restarted(), page.atEnd());
    }

    static class Forwarding implements SimulatedRevocationLog {
        private final SimulatedRevocationLog sound;

        Forwarding(SimulatedRevocationLog sound) {
            this.sound = sound;
        }

        LogPage changed(LogPage page) {
            return page;
        }

        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            return changed(sound.read(after, maxWait));
        }

        @Override
        public Duration retention() {
            return sound.retention();
        }

        @Override
        public Duration clockMargin() {
            return sound.clockMargin();
        }

        @Override
        public long nanoTime() {
            return sound.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            sound.pause(time);
        }

        @Override
        public boolean tell(Runnable event) {
            return sound.tell(event);
        }
    }
}
