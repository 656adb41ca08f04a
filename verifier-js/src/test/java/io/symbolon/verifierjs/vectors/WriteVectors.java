package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Writes the file of vectors anew, with new keys. To be run by hand, in the module's folder, when vectors were added: each
 * has the verdict that its author expects, and nothing is written where the Java verifier gives another one.
 */
public final class WriteVectors {
    private static final long SKEW_MILLIS = 5_000;

    private final Map<String, Settings> settings = new LinkedHashMap<>();
    private final List<Vector> vectors = new ArrayList<>();

    private WriteVectors() {}

    /** Writes to the file of the first argument, else to the one that is kept. */
    public static void main(String[] arguments) {
        Path file = arguments.length > 0 ? Path.of(arguments[0]) : VectorFile.KEPT;
        new WriteVectors().all().write(file);
    }

    private VectorFile all() {
        List<JwsAlgorithm> every = List.of(JwsAlgorithm.values());
        Issuer issuer = new Issuer(every);
        Issuer other = new Issuer(every);
        add("algorithms", issuer.settings(), collected -> new VectorsOfAlgorithms(issuer, other, collected).collect());
        add("texts", issuer.settings(), collected -> new VectorsOfTexts(issuer, collected).collect());
        add(
                "claims",
                issuer.settings(),
                collected -> new VectorsOfClaims(new SignedPayloads(issuer, collected)).collect());
        add(
                "bindings",
                issuer.settings(),
                collected -> new VectorsOfBindings(new SignedPayloads(issuer, collected)).collect());
        add("json", issuer.settings(), collected -> new VectorsOfJson(new SignedPayloads(issuer, collected)).collect());
        add("times", issuer.settings(), collected -> new VectorsOfTimes(issuer, collected, 0).collect());
        add(
                "times-with-skew",
                issuer.settings().withSkewMillis(SKEW_MILLIS),
                collected -> new VectorsOfTimes(issuer, collected, SKEW_MILLIS).collect());
        VectorsOfRevocations revocations = new VectorsOfRevocations(issuer);
        Map<String, Consumer<Collected>> logs = Map.of(
                "revocations", revocations::collect,
                "empty-log", revocations::collectUnderAnEmptyLog,
                "everything", revocations::collectEverything,
                "everything-else", revocations::collectEverythingElse,
                "unknown-target", revocations::collectUnknownTarget,
                "stale", revocations::collectStale);
        revocations.settings().forEach((name, given) -> add(name, given, Objects.requireNonNull(logs.get(name), name)));
        return new VectorFile(settings, vectors);
    }

    private void add(String name, Settings given, Consumer<Collected> collect) {
        Collected collected = new Collected(name);
        collect.accept(collected);
        settings.put(name, given);
        try (Judge judge = new Judge(given)) {
            vectors.addAll(collected.complete(judge));
        }
    }
}
