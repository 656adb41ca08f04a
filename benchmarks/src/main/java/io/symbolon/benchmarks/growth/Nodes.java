package io.symbolon.benchmarks.growth;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionListener;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

/** Nodes, and very many sign-ins on one. */
final class Nodes {
    static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final int THREADS = 16;

    private Nodes() {}

    static JwtUserSessionManager on(UserSessionStorage storage, SessionListener... listeners) {
        JwtUserSessionManager.Builder builder = JwtUserSessionManager.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                // Else a token that is young is given again, and nothing is written.
                .rotation(RefreshRotation.strict())
                .storage(storage);
        for (SessionListener listener : listeners) {
            builder.listener(listener);
        }
        return builder.build();
    }

    /** Signs in by several threads, and gives the tokens of all, in no order. */
    static List<SessionTokens> signIn(JwtUserSessionManager node, int count, IntFunction<String> subject)
            throws Exception {
        List<SessionTokens> all = Collections.synchronizedList(new ArrayList<>());
        signIn(node, count, subject, (tokens, number) -> all.add(tokens));
        return all;
    }

    /**
     * Signs in by several threads.
     *
     * @param subject of the sign-in with that number
     * @param signedIn is told of each, by any thread
     */
    static void signIn(
            JwtUserSessionManager node, int count, IntFunction<String> subject, ObjIntConsumer<SessionTokens> signedIn)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                tasks.add(() -> {
                    for (int i = first; i < count; i += THREADS) {
                        signedIn.accept(node.create(subject.apply(i), CONTEXT), i);
                    }
                    return null;
                });
            }
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
