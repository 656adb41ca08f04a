package io.symbolon.verifierjs.vectors;

import io.symbolon.RevocationCause;
import java.util.ArrayList;
import java.util.List;

/** Vectors with the verdict that their author expects; the content of good ones is what the Java verifier reads. */
final class Collected {
    private final String settings;
    private final List<Vector> vectors = new ArrayList<>();
    private long now = Issuer.NOW;

    /** @param settings the name of those that the vectors are for */
    Collected(String settings) {
        this.settings = settings;
    }

    /** When the tokens that follow are judged, in milliseconds since 1970. */
    void at(long millis) {
        now = millis;
    }

    void accepted(String name, String token) {
        add(name, token, Vector.ACCEPTED);
    }

    void malformed(String name, String token) {
        add(name, token, "MALFORMED");
    }

    void badSignature(String name, String token) {
        add(name, token, "BAD_SIGNATURE");
    }

    void revoked(String name, String token, RevocationCause cause) {
        vectors.add(new Vector(name, settings, now, token, "REVOKED", cause.name(), null));
    }

    void add(String name, String token, String verdict) {
        vectors.add(new Vector(name, settings, now, token, verdict, null, null));
    }

    /**
     * What was collected, with the content of good tokens.
     *
     * @throws IllegalStateException that names all that are judged otherwise
     */
    List<Vector> complete(Judge judge) {
        List<Vector> judged = vectors.stream().map(judge::judge).toList();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            String verdict = judged.get(i).verdict();
            if (!verdict.equals(vectors.get(i).verdict())) {
                others.add(
                        vectors.get(i) + " is expected to be " + vectors.get(i).verdict() + " and is " + verdict);
            }
        }
        if (!others.isEmpty()) {
            throw new IllegalStateException(String.join("\n", others));
        }
        return judged;
    }
}
