package io.symbolon.testkit.simulation;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionListener;
import io.symbolon.storage.SimulatedRevocationLog;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** What a node tells its listeners, each with one small thing wrong. */
@NullMarked
final class ListenerDefects {
    private ListenerDefects() {}

    static SessionListener tellsTwice(SessionListener sound) {
        return new Told(sound) {
            @Override
            public void revoked(RevokedEvent event) {
                try {
                    sound.revoked(event);
                } finally {
                    sound.revoked(event);
                }
            }
        };
    }

    static SessionListener doesNotTellOfAllOfASubject(SessionListener sound) {
        return new Told(sound) {
            @Override
            public void revoked(RevokedEvent event) {
                if (event.sessionId().isPresent() || event.partitions().isPresent()) {
                    sound.revoked(event);
                }
            }
        };
    }

    static SessionListener tellsOneCauseOfAll(SessionListener sound) {
        return new Told(sound) {
            @Override
            public void revoked(RevokedEvent event) {
                sound.revoked(new RevokedEvent(
                        event.subject(),
                        event.sessionId(),
                        event.partitions(),
                        event.minimumVersion(),
                        RevocationCause.SIGNED_OUT,
                        event.at()));
            }
        };
    }

    static SessionListener tellsAnExpiryAsAnEnd(SessionListener sound) {
        return new Told(sound) {
            @Override
            public void accessTokensExpired(AccessTokensExpiredEvent event) {
                sound.revoked(new RevokedEvent(
                        event.subject(),
                        event.sessionId(),
                        Optional.empty(),
                        event.minimumVersion(),
                        RevocationCause.UNKNOWN,
                        event.at()));
            }
        };
    }

    static SessionListener doesNotTellThatTokensExpired(SessionListener sound) {
        return new Told(sound) {
            @Override
            public void accessTokensExpired(AccessTokensExpiredEvent event) {}
        };
    }

    /** Whoever adds the dropped ones up finds none. */
    static SimulatedRevocationLog countsNoDrops(SimulatedRevocationLog sound) {
        return new LogDefects.Forwarding(sound) {
            @Override
            public boolean tell(Runnable event) {
                sound.tell(event);
                return true;
            }
        };
    }

    private static class Told implements SessionListener {
        private final SessionListener sound;

        Told(SessionListener sound) {
            this.sound = sound;
        }

        @Override
        public void revoked(RevokedEvent event) {
            sound.revoked(event);
        }

        @Override
        public void accessTokensExpired(AccessTokensExpiredEvent event) {
            sound.accessTokensExpired(event);
        }
    }
}
