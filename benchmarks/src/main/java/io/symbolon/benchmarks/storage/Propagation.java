package io.symbolon.benchmarks.storage;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionListener;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long after the call of revoke on one node another node refuses the session's tokens, while users sign in. Measured
 * when the other node's listener hears of it, which is after its view has it.
 */
final class Propagation {
    private static final int FULL_SAMPLES = 2_000;
    private static final Duration BETWEEN = Duration.ofMillis(3);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int SIGN_INS_A_SECOND = 400;
    private static final SessionContext CONTEXT = SessionContext.of(Content.IP);

    private record Heard(SessionId session, long nanos) {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final SigningKeys keys = SigningKeys.generate(JwsAlgorithm.HS256);
    private final RefreshTokenKeys refreshKeys = RefreshTokenKeys.generate();
    private final int samples;

    private Propagation(Form form) {
        this.samples = form.scaled(FULL_SAMPLES);
    }

    /** Measures with two nodes, each with a storage of its own on the same server. */
    static List<Figure> measure(Form form, String title, UserSessionStorage one, UserSessionStorage other)
            throws Exception {
        return figures(title, new Propagation(form).run(one, other));
    }

    /** A row of the table of all that goes from one node to another. */
    static List<Figure> figures(String title, Latencies latencies) {
        return List.of(
                new Figure("propagation", title, "samples", latencies.count()),
                new Figure("propagation", title, "p50, ms", latencies.quantile(0.5) / 1e6),
                new Figure("propagation", title, "p99, ms", latencies.quantile(0.99) / 1e6),
                new Figure("propagation", title, "longest, ms", latencies.quantile(1) / 1e6));
    }

    private Latencies run(UserSessionStorage one, UserSessionStorage other) throws Exception {
        try (JwtUserSessionManager here = node(one, new SessionListener() {});
                JwtUserSessionManager there = node(other, new Hearing());
                SignIns busy = new SignIns(here, SIGN_INS_A_SECOND)) {
            Latencies latencies = new Latencies();
            for (int i = 0; i < samples; i++) {
                SessionId session = here.create("user-" + i, CONTEXT).sessionId();
                long start = System.nanoTime();
                here.revoke(session);
                latencies.add(awaitNews(session) - start);
                busy.requireRunning();
                TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            }
            if (there.revocationStatus().entries() < samples) {
                throw new IllegalStateException("the other node has missed revocations");
            }
            return latencies;
        }
    }

    private long awaitNews(SessionId session) throws InterruptedException {
        Heard news = heard.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (news == null || !news.session().equals(session)) {
            throw new IllegalStateException("the other node has not heard within " + LONGEST);
        }
        return news.nanos();
    }

    private JwtUserSessionManager node(UserSessionStorage storage, SessionListener listener) {
        return JwtUserSessionManager.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .signingKeys(keys)
                .refreshTokenKeys(refreshKeys)
                .storage(storage)
                .listener(listener)
                .build();
    }

    private final class Hearing implements SessionListener {
        @Override
        public void revoked(RevokedEvent event) {
            long now = System.nanoTime();
            event.sessionId().ifPresent(session -> heard.add(new Heard(session, now)));
        }
    }
}
