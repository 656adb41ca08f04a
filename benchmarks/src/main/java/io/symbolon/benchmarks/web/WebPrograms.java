package io.symbolon.benchmarks.web;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.storage.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The throughput of a web application by what protects it. All servers run all the time, and take turns in rounds, so
 * that what else the machine does hits all alike.
 */
public final class WebPrograms {
    private static final int REVOCATIONS = 100_000;
    private static final int USERS = 1_000;
    private static final int FEW_USERS = 20;
    private static final int WARM_UP_MILLIS = 10_000;
    private static final int ROUND_MILLIS = 1_000;

    private final Form form;
    private final List<Contestant> contestants = new ArrayList<>();

    private WebPrograms(Form form) {
        this.form = form;
    }

    public static List<Figure> measure(Form form) throws Exception {
        WebPrograms programs = new WebPrograms(form);
        try (RedisServer redis = RedisServer.start()) {
            try {
                programs.start(redis.port());
                programs.run();
            } finally {
                programs.contestants.forEach(Contestant::close);
            }
        }
        return WebFigures.of(programs.contestants);
    }

    private void start(int redisPort) throws Exception {
        List<JwsAlgorithm> algorithms =
                form == Form.FULL ? List.of(JwsAlgorithm.HS256, JwsAlgorithm.ES256) : List.of(JwsAlgorithm.HS256);
        PeerKey first = PeerKey.generate(algorithms.get(0));
        add(Protection.NONE, first, 0, redisPort);
        for (JwsAlgorithm algorithm : algorithms) {
            PeerKey key = algorithm == first.algorithm() ? first : PeerKey.generate(algorithm);
            for (Protection protection : Protection.values()) {
                if (protection.hasTokens()) {
                    add(protection, key, 0, redisPort);
                }
            }
        }
        if (form == Form.FULL) {
            add(Protection.SPRING_SECURITY_WITH_SYMBOLON, first, REVOCATIONS, redisPort);
        }
        add(Protection.SPRING_SESSION, first, 0, redisPort);
        for (Stack stack : List.of(Stack.WEBFLUX, Stack.JERSEY)) {
            add(stack, Protection.NONE, first, 0, redisPort);
            add(stack, Protection.SYMBOLON_FILTER, first, 0, redisPort);
        }
        int users = form == Form.SMOKE ? FEW_USERS : USERS;
        for (Contestant contestant : contestants) {
            contestant.connect(users);
        }
    }

    private void add(Protection protection, PeerKey key, int revocations, int redisPort) throws Exception {
        add(Stack.SERVLET, protection, key, revocations, redisPort);
    }

    private void add(Stack stack, Protection protection, PeerKey key, int revocations, int redisPort) throws Exception {
        contestants.add(Contestant.start(new ServerSetup(stack, protection, key, revocations, redisPort)));
    }

    private void run() throws Exception {
        for (Contestant contestant : contestants) {
            contestant.warmUp(Duration.ofMillis(form.scaled(WARM_UP_MILLIS)));
        }
        List<Contestant> order = new ArrayList<>(contestants);
        for (int i = 0; i < rounds(); i++) {
            for (Contestant contestant : order) {
                contestant.measure(Duration.ofMillis(form.scaled(ROUND_MILLIS)));
            }
            Collections.reverse(order);
        }
    }

    private int rounds() {
        return switch (form) {
            case SMOKE -> 1;
            case SHORT -> 5;
            case FULL -> 9;
        };
    }
}
