package io.symbolon.benchmarks.report;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.Crypto;
import io.symbolon.benchmarks.peers.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables and the chart that come from JMH. */
final class VerifyTables {
    private static final List<JwsAlgorithm> ALGORITHMS =
            List.of(JwsAlgorithm.HS256, JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.EdDSA);
    private static final String FIRST_SIGHT = "VerifyFirstSight.verify";
    private static final String SEEN_BEFORE = "VerifySeenBefore.verify";
    private static final String CREATE = "Create.create";

    private final JmhResults jmh;

    VerifyTables(JmhResults jmh) {
        this.jmh = jmh;
    }

    String firstSight() {
        return byLibrary(FIRST_SIGHT, Crypto.JDK).toString();
    }

    String firstSightNative() {
        return byLibrary(FIRST_SIGHT, Crypto.ACCP).toString();
    }

    String create() {
        return create(Crypto.JDK);
    }

    String createNative() {
        return create(Crypto.ACCP);
    }

    String parallel() {
        int threads = jmh.mostThreads();
        Table table = new Table("HS256, operations a second", List.of("1 thread", threads + " threads"));
        table.numbers(
                "Symbolon, seen before",
                Stream.of(1, threads)
                        .map(count -> jmh.throughput(SEEN_BEFORE, Map.of("algorithm", "HS256"), count))
                        .toList());
        for (Library library : Library.values()) {
            table.numbers(
                    library.title() + ", first sight",
                    Stream.of(1, threads)
                            .map(count -> throughput(FIRST_SIGHT, library, JwsAlgorithm.HS256, Crypto.JDK, count))
                            .toList());
        }
        return table.toString();
    }

    /** Bytes allocated by a call, without the string that a request brings. */
    String bytes() {
        Table table =
                new Table("bytes a call", ALGORITHMS.stream().map(Enum::name).toList());
        table.numbers(
                "Symbolon, seen before",
                each(algorithm ->
                        withoutString(algorithm, jmh.bytes(SEEN_BEFORE, Map.of("algorithm", algorithm.name()), 1))));
        for (Library library : Library.values()) {
            table.numbers(
                    library.title(),
                    each(algorithm -> withoutString(
                            algorithm, jmh.bytes(FIRST_SIGHT, parameters(library, algorithm, Crypto.JDK), 1))));
        }
        return table.toString();
    }

    String seenBefore() {
        Table table = new Table(
                "operations a second", ALGORITHMS.stream().map(Enum::name).toList());
        table.numbers("Symbolon, seen before", each(this::seenBefore));
        table.numbers("Symbolon, first sight", each(algorithm -> symbolon(FIRST_SIGHT, algorithm, Crypto.JDK)));
        table.numbers("fastest other library", each(algorithm -> fastestPeer(FIRST_SIGHT, algorithm, Crypto.JDK)));
        table.row(
                "Symbolon, seen before, to the fastest other",
                ratios(this::seenBefore, algorithm -> fastestPeer(FIRST_SIGHT, algorithm, Crypto.JDK)));
        return table.toString();
    }

    /** Symbolon with each provider, to the fastest other as its users run it and with the provider registered. */
    String providers() {
        Table table = new Table(
                "verify, first sight",
                ALGORITHMS.stream().skip(1).map(Enum::name).toList());
        for (Crypto crypto : Crypto.values()) {
            table.numbers(
                    "Symbolon, " + title(crypto), keyPairs(algorithm -> symbolon(FIRST_SIGHT, algorithm, crypto)));
        }
        table.numbers("fastest other, JDK", keyPairs(algorithm -> fastestPeer(FIRST_SIGHT, algorithm, Crypto.JDK)));
        table.numbers(
                "fastest other, provider registered for the JVM",
                keyPairs(algorithm -> fastestPeer(FIRST_SIGHT, algorithm, Crypto.ACCP)));
        List<String> verify = ratios(
                algorithm -> symbolon(FIRST_SIGHT, algorithm, Crypto.ACCP),
                algorithm -> fastestPeer(FIRST_SIGHT, algorithm, Crypto.JDK));
        table.row("**Symbolon with the provider, to the fastest other on the JDK**", verify.subList(1, verify.size()));
        List<String> create = ratios(
                algorithm -> symbolon(CREATE, algorithm, Crypto.ACCP),
                algorithm -> fastestPeer(CREATE, algorithm, Crypto.JDK));
        table.row("the same for `create`", create.subList(1, create.size()));
        return table.toString();
    }

    String refresh() {
        Table table = new Table(
                "operations a second", ALGORITHMS.stream().map(Enum::name).toList());
        for (Crypto crypto : List.of(Crypto.JDK, Crypto.ACCP)) {
            table.numbers(
                    "refresh, " + title(crypto),
                    each(algorithm -> jmh.throughput(
                            "Refresh.refresh", Map.of("algorithm", algorithm.name(), "crypto", crypto.name()), 1)));
        }
        return table.toString();
    }

    String revocations() {
        List<String> counts = List.of("0", "10000", "1000000");
        Table table =
                new Table("operations a second", List.of("0 revocations", "10,000", "1,000,000", "1,000,000 to 0"));
        for (Map.Entry<String, String> kind :
                Map.of("0", "first sight", "10000", "seen before").entrySet()) {
            List<OptionalDouble> values = counts.stream()
                    .map(count -> jmh.throughput(
                            "VerifyWithRevocations.verify",
                            Map.of("remembered", kind.getKey(), "revocations", count),
                            1))
                    .toList();
            List<String> cells =
                    new ArrayList<>(values.stream().map(VerifyTables::cell).toList());
            cells.add(ratio(values.get(2), values.get(0)));
            table.row("HS256, " + kind.getValue(), cells);
        }
        return table.toString();
    }

    BarChart chart() {
        BarChart chart =
                new BarChart("Access tokens verified a second by one thread: signature, expiry, issuer, audience");
        chart.group("HS256");
        bars(chart, JwsAlgorithm.HS256, Crypto.JDK);
        chart.group("ES256 (Symbolon with Amazon Corretto Crypto Provider on the class path, the others on the JDK)");
        bars(chart, JwsAlgorithm.ES256, Crypto.ACCP);
        return chart;
    }

    private void bars(BarChart chart, JwsAlgorithm algorithm, Crypto ours) {
        seenBefore(algorithm).ifPresent(value -> chart.bar("Symbolon, seen before", value, true));
        symbolon(FIRST_SIGHT, algorithm, ours).ifPresent(value -> chart.bar("Symbolon, first sight", value, true));
        peers().forEach(peer -> throughput(FIRST_SIGHT, peer, algorithm, Crypto.JDK, 1)
                .ifPresent(value -> chart.bar(peer.title(), value, false)));
    }

    private String create(Crypto crypto) {
        Table table = byLibrary(CREATE, crypto);
        table.row(
                "Symbolon to the floor with a session",
                ratios(
                        algorithm -> symbolon(CREATE, algorithm, crypto),
                        algorithm -> throughput(CREATE, Library.SESSION, algorithm, crypto, 1)));
        return table.toString();
    }

    private Table byLibrary(String benchmark, Crypto crypto) {
        Table table = new Table(
                "operations a second", ALGORITHMS.stream().map(Enum::name).toList());
        for (Library library : Library.values()) {
            table.numbers(
                    library.kind() == Library.Kind.SYMBOLON ? "**" + library.title() + "**" : library.title(),
                    each(algorithm -> throughput(benchmark, library, algorithm, crypto, 1)));
        }
        table.row(
                "Symbolon to the fastest other",
                ratios(
                        algorithm -> symbolon(benchmark, algorithm, crypto),
                        algorithm -> fastestPeer(benchmark, algorithm, crypto)));
        return table;
    }

    private OptionalDouble seenBefore(JwsAlgorithm algorithm) {
        return jmh.throughput(SEEN_BEFORE, Map.of("algorithm", algorithm.name()), 1);
    }

    private OptionalDouble symbolon(String benchmark, JwsAlgorithm algorithm, Crypto crypto) {
        return throughput(benchmark, Library.SYMBOLON, algorithm, crypto, 1);
    }

    private OptionalDouble fastestPeer(String benchmark, JwsAlgorithm algorithm, Crypto crypto) {
        return peers().map(peer -> throughput(benchmark, peer, algorithm, crypto, 1))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private OptionalDouble throughput(
            String benchmark, Library library, JwsAlgorithm algorithm, Crypto crypto, int threads) {
        return jmh.throughput(benchmark, parameters(library, algorithm, crypto), threads);
    }

    private OptionalDouble withoutString(JwsAlgorithm algorithm, OptionalDouble bytes) {
        OptionalDouble string = jmh.bytes("VerifySeenBefore.freshString", Map.of("algorithm", algorithm.name()), 1);
        return bytes.isPresent() && string.isPresent()
                ? OptionalDouble.of(Math.max(0, bytes.getAsDouble() - string.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static Map<String, String> parameters(Library library, JwsAlgorithm algorithm, Crypto crypto) {
        return Map.of("library", library.name(), "algorithm", algorithm.name(), "crypto", crypto.name());
    }

    private static Stream<Library> peers() {
        return Arrays.stream(Library.values()).filter(library -> library.kind() == Library.Kind.PEER);
    }

    private static List<OptionalDouble> each(Function<JwsAlgorithm, OptionalDouble> value) {
        return ALGORITHMS.stream().map(value).toList();
    }

    private static List<OptionalDouble> keyPairs(Function<JwsAlgorithm, OptionalDouble> value) {
        return ALGORITHMS.stream().skip(1).map(value).toList();
    }

    private static List<String> ratios(
            Function<JwsAlgorithm, OptionalDouble> ours, Function<JwsAlgorithm, OptionalDouble> theirs) {
        return ALGORITHMS.stream()
                .map(algorithm -> ratio(ours.apply(algorithm), theirs.apply(algorithm)))
                .toList();
    }

    private static String ratio(OptionalDouble ours, OptionalDouble theirs) {
        return ours.isPresent() && theirs.isPresent() ? Table.times(ours.getAsDouble() / theirs.getAsDouble()) : "–";
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? Table.number(value.getAsDouble()) : "–";
    }

    private static String title(Crypto crypto) {
        return switch (crypto) {
            case JDK -> "JDK";
            case ACCP -> "Amazon Corretto Crypto Provider";
            case CONSCRYPT -> "Conscrypt";
            case TINK -> "Tink";
        };
    }
}
