package io.symbolon.testkit.simulation;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What a manager tells those who follow its feed, each with one small thing wrong. */
@NullMarked
final class FeedDefects {
    private FeedDefects() {}

    static RevocationLog leavesSubjectsOut(RevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogCursor after, LogPage page) {
                return with(
                        page,
                        page.revocations().stream()
                                .filter(entry -> !(entry.target() instanceof Revocation.OfSubject))
                                .toList());
            }
        };
    }

    /** An entry of a session ends all of its subject's: false for the others. */
    static RevocationLog tellsOfSubjectsOnly(RevocationLog sound) {
        return each(
                sound,
                entry -> entry.target() instanceof Revocation.OfSession one
                        ? new Revocation(
                                one.subject()
                                        .<Revocation.Target>map(Revocation.OfSubject::new)
                                        .orElse(one),
                                entry.kind(),
                                entry.minimumVersion(),
                                entry.cause(),
                                entry.at())
                        : entry);
    }

    static RevocationLog tellsMinimumsInSeconds(RevocationLog sound) {
        return each(
                sound,
                entry -> entry.minimumVersion() == Revocation.ALL_VERSIONS
                        ? entry
                        : new Revocation(
                                entry.target(),
                                entry.kind(),
                                entry.minimumVersion() / 1_000 * 1_000,
                                entry.cause(),
                                entry.at()));
    }

    /** Who comes with a cursor that is not known goes on at the log's end. */
    static RevocationLog goesOnAtTheEndWithAnUnknownCursor(RevocationLog sound) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogCursor after, LogPage page) {
                return page.restarted() && !after.equals(LogCursor.START) ? with(page, List.of()) : page;
            }
        };
    }

    /** A manager that cannot reach the storage answers as if nothing had happened. */
    static RevocationLog answersWithoutTheStorage(RevocationLog sound) {
        return new Forwarding(sound) {
            private @Nullable LogPage last;

            @Override
            LogPage changed(LogCursor after, LogPage page) {
                last = page;
                return page;
            }

            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                try {
                    return super.read(after, maxWait);
                } catch (SessionStorageException away) {
                    LogPage known = last;
                    if (known == null || after.equals(LogCursor.START)) {
                        throw away;
                    }
                    return new LogPage(List.of(), after, known.now(), false, true);
                }
            }
        };
    }

    /** Something between keeps each answer, and gives it once more. */
    static RevocationLog keepsAnswers(RevocationLog sound) {
        return new Forwarding(sound) {
            private final Map<LogCursor, LogPage> kept = new HashMap<>();

            @Override
            LogPage changed(LogCursor after, LogPage page) {
                return page;
            }

            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                LogPage before = kept.remove(after);
                if (before != null) {
                    return before;
                }
                LogPage page = super.read(after, maxWait);
                kept.put(after, page);
                return page;
            }
        };
    }

    private static RevocationLog each(RevocationLog sound, UnaryOperator<Revocation> change) {
        return new Forwarding(sound) {
            @Override
            LogPage changed(LogCursor after, LogPage page) {
                return with(page, page.revocations().stream().map(change).toList());
            }
        };
    }

    private static LogPage with(LogPage page, List<Revocation> revocations) {
        return new LogPage(revocations, page.next(), page.now(), page.restarted(), page.atEnd(), page.contactAge());
    }

    private abstract static class Forwarding implements RevocationLog {
        private final RevocationLog sound;

        Forwarding(RevocationLog sound) {
            this.sound = sound;
        }

        abstract LogPage changed(LogCursor after, LogPage page);

        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            return changed(after, sound.read(after, maxWait));
        }

        @Override
        public Duration retention() {
            return sound.retention();
        }

        @Override
        public Duration clockMargin() {
            return sound.clockMargin();
        }
    }
}
