package io.symbolon.benchmarks;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Which benchmarks are run with which parameters. */
final class JmhRuns {
    private static final List<JwsAlgorithm> HMAC = List.of(JwsAlgorithm.HS256);
    private static final List<JwsAlgorithm> ALGORITHMS =
            List.of(JwsAlgorithm.HS256, JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.EdDSA);
    private static final List<Library> SYMBOLON = List.of(Library.SYMBOLON);

    private final Form form;
    private final List<RunResult> results = new ArrayList<>();

    JmhRuns(Form form) {
        this.form = form;
    }

    Collection<RunResult> run() throws RunnerException {
        for (int round = 0; round < form.rounds(); round++) {
            runAll();
        }
        return results;
    }

    private void runAll() throws RunnerException {
        for (JwsAlgorithm algorithm : algorithms()) {
            run(VerifyFirstSight.class, algorithm, Crypto.JDK, verifying(algorithm), 1);
        }
        run(options(VerifySeenBefore.class).param("algorithm", names(algorithms())));
        run(options(VerifyWithRevocations.class).param("revocations", revocations()));
        run(options(Refresh.class).param("algorithm", names(algorithms())).param("crypto", "JDK"));
        for (JwsAlgorithm algorithm : form == Form.FULL ? ALGORITHMS : HMAC) {
            run(Create.class, algorithm, Crypto.JDK, signing(algorithm), 1);
        }
        if (form != Form.SMOKE) {
            runNative();
            runParallel();
        }
    }

    private void runNative() throws RunnerException {
        List<JwsAlgorithm> keyPairs =
                algorithms().stream().filter(one -> one != JwsAlgorithm.HS256).toList();
        for (JwsAlgorithm algorithm : keyPairs) {
            run(VerifyFirstSight.class, algorithm, Crypto.ACCP, inFull(verifying(algorithm)), 1);
            run(VerifyFirstSight.class, algorithm, Crypto.CONSCRYPT, SYMBOLON, 1);
            run(Create.class, algorithm, Crypto.ACCP, inFull(signing(algorithm)), 1);
        }
        if (keyPairs.contains(JwsAlgorithm.EdDSA)) {
            run(VerifyFirstSight.class, JwsAlgorithm.EdDSA, Crypto.TINK, SYMBOLON, 1);
            run(Create.class, JwsAlgorithm.EdDSA, Crypto.TINK, SYMBOLON, 1);
        }
        run(options(Refresh.class).param("algorithm", names(keyPairs)).param("crypto", "ACCP"));
    }

    private void runParallel() throws RunnerException {
        int cores = Runtime.getRuntime().availableProcessors();
        run(options(VerifySeenBefore.class).param("algorithm", "HS256").threads(cores));
        if (form == Form.FULL) {
            run(VerifyFirstSight.class, JwsAlgorithm.HS256, Crypto.JDK, verifying(JwsAlgorithm.HS256), cores);
        }
    }

    private List<JwsAlgorithm> algorithms() {
        return switch (form) {
            case SMOKE -> HMAC;
            case SHORT -> List.of(JwsAlgorithm.HS256, JwsAlgorithm.ES256);
            case FULL -> ALGORITHMS;
        };
    }

    private String[] revocations() {
        return switch (form) {
            case SMOKE -> new String[] {"10000"};
            case SHORT -> new String[] {"0", "1000000"};
            case FULL -> new String[] {"0", "10000", "1000000"};
        };
    }

    private void run(Class<?> type, JwsAlgorithm algorithm, Crypto crypto, List<Library> libraries, int threads)
            throws RunnerException {
        run(options(type)
                .param("algorithm", algorithm.name())
                .param("crypto", crypto.name())
                .param("library", names(libraries))
                .threads(threads));
    }

    private void run(ChainedOptionsBuilder options) throws RunnerException {
        results.addAll(new Runner(options.build()).run());
    }

    private ChainedOptionsBuilder options(Class<?> type) {
        return form.applyTo(new OptionsBuilder().include(type.getName() + "\\."))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms2g", "-Xmx2g")
                .shouldFailOnError(true);
    }

    private List<Library> inFull(List<Library> libraries) {
        return form == Form.FULL ? libraries : SYMBOLON;
    }

    private static List<Library> verifying(JwsAlgorithm algorithm) {
        return signing(algorithm).stream()
                .filter(library -> library != Library.SESSION)
                .toList();
    }

    private static List<Library> signing(JwsAlgorithm algorithm) {
        return Arrays.stream(Library.values())
                .filter(library -> library.supports(algorithm))
                .toList();
    }

    private static String[] names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
