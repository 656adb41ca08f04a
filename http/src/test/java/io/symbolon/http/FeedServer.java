package io.symbolon.http;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractServer;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.UserSessionStorage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A node on a storage, which serves nothing but the revocation feed, on a real server. */
final class FeedServer implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.HS256);

    private static final RefreshTokenKeys REFRESH_KEYS = RefreshTokenKeys.generate();

    private final JwtUserSessionManager manager;
    private final ContractServer.Running running;

    private FeedServer(JwtUserSessionManager manager, ContractServer.Running running) {
        this.manager = manager;
        this.running = running;
    }

    /** @param storage stays the caller's */
    static FeedServer start(UserSessionStorage storage, Clock clock, UnaryOperator<RevocationFeed> changes) {
        JwtUserSessionManager manager = JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SIGNING_KEYS)
                .refreshTokenKeys(REFRESH_KEYS)
                .clock(clock)
                .storage(new WithAnyRetention(storage))
                .build();
        HttpUserSessions sessions = HttpUserSessions.builder(manager)
                .feed(changes.apply(RevocationFeed.of(ServiceSecrets.none()
                                .with(ServiceCaller.named("verifier").withSubjects(), SECRET))
                        .withRestarts(1_000_000)))
                .build();
        return new FeedServer(manager, new JdkServer().start(applicationOf(sessions)));
    }

    JwtUserSessionManager manager() {
        return manager;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + running.port() + "/session/revocations");
    }

    @Override
    public void close() {
        running.close();
        manager.close();
    }

    private static ContractApplication applicationOf(HttpUserSessions sessions) {
        return new ContractApplication() {
            @Override
            public String contextPath() {
                return "";
            }

            @Override
            public HttpUserSessions sessions() {
                return sessions;
            }

            @Override
            public List<Filtered> filters() {
                return List.of();
            }

            @Override
            public Map<String, Handler> handlers() {
                return Map.of();
            }
        };
    }

    /**
     * A test's retention may be too short for the access tokens of a manager, which issues none here. And this node gives
     * nothing back to a storage that lost it: the contracts look at the log alone.
     */
    private static final class WithAnyRetention extends ForwardingUserSessionStorage {
        private static final Duration ENOUGH = Duration.ofHours(2);

        private final RevocationLog log = new RevocationLog() {
            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                return delegate().revocationLog().read(after, maxWait);
            }

            @Override
            public Duration retention() {
                Duration asked = delegate().revocationLog().retention();
                return asked.compareTo(ENOUGH) > 0 ? asked : ENOUGH;
            }

            @Override
            public Duration clockMargin() {
                return delegate().revocationLog().clockMargin();
            }
        };

        WithAnyRetention(UserSessionStorage storage) {
            super(storage);
        }

        @Override
        public RevocationLog revocationLog() {
            return log;
        }

        @Override
        public StorageResult<Integer> restore(List<Revocation> revocations) {
            return StorageResult.of(0, Instant.EPOCH);
        }
    }
}
