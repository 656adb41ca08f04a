package io.symbolon.benchmarks;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Exchanges refresh tokens, with sessions in memory: each call rotates. */
@State(Scope.Benchmark)
public class Refresh {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    @Param
    public JwsAlgorithm algorithm;

    @Param("JDK")
    public Crypto crypto;

    private JwtUserSessionManager manager;

    @Setup
    public void open() {
        crypto.prepare();
        manager = JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SigningKeys.generate(algorithm))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                // Else a token that is young is given again, and nothing is written.
                .rotation(RefreshRotation.strict())
                .storage(new InMemoryUserSessionStorage())
                .build();
    }

    @TearDown
    public void close() {
        manager.close();
    }

    /** The sessions of one thread. */
    @State(Scope.Thread)
    public static class Sessions {
        private static final int COUNT = 256;

        private final String[] refreshTokens = new String[COUNT];

        @Setup(Level.Trial)
        public void signIn(Refresh benchmark) {
            for (int number = 0; number < COUNT; number++) {
                refreshTokens[number] = benchmark
                        .manager
                        .create(
                                "user-" + number,
                                CONTEXT,
                                CreateOptions.claims(Map.of("role", "editor", "tenant", "t-4711", "level", 3)))
                        .refreshToken();
            }
        }
    }

    @Benchmark
    public Object refresh(Turn turn, Sessions sessions) {
        int number = turn.next() & (Sessions.COUNT - 1);
        SessionTokens tokens = manager.refresh(sessions.refreshTokens[number], CONTEXT);
        sessions.refreshTokens[number] = tokens.refreshToken();
        return tokens;
    }
}
