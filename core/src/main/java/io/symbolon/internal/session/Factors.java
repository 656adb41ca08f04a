package io.symbolon.internal.session;

import io.symbolon.internal.claims.FactorRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How and when the user authenticated: instants in whole seconds by the factor's name, in the order in which they came.
 *
 * @param instants empty for the time of the sign-in, which the storage's clock gives; unmodifiable
 */
public record Factors(Map<String, Optional<Instant>> instants) {
    private static final Factors NONE = new Factors(Map.of());
    private static final long AT_SIGN_IN = Long.MIN_VALUE;

    /**
     * Checks names and number.
     *
     * @throws IllegalArgumentException if they are not allowed
     */
    public Factors {
        instants = FactorRules.copyOf(instants);
    }

    public static Factors none() {
        return NONE;
    }

    /** These factors and others; of one that is in both the other's instant counts. */
    public Factors with(Factors others) {
        Map<String, Optional<Instant>> all = new LinkedHashMap<>(instants);
        all.putAll(others.instants);
        return new Factors(all);
    }

    /**
     * The factors with all their instants.
     *
     * @param signIn the time of the sign-in
     * @return unmodifiable
     */
    public Map<String, Instant> at(Instant signIn) {
        if (isEmpty()) {
            return Map.of();
        }
        Map<String, Instant> known = new LinkedHashMap<>();
        instants.forEach((name, instant) -> known.put(name, instant.orElse(signIn.truncatedTo(ChronoUnit.SECONDS))));
        return Collections.unmodifiableMap(known);
    }

    boolean isEmpty() {
        return instants.isEmpty();
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Optional<Instant>> factor : instants.entrySet()) {
                out.writeUTF(factor.getKey());
                out.writeLong(factor.getValue().map(Instant::getEpochSecond).orElse(AT_SIGN_IN));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not factors */
    static Factors fromBytes(byte[] bytes) {
        Map<String, Optional<Instant>> instants = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String name = in.readUTF();
                long second = in.readLong();
                instants.put(
                        name, second == AT_SIGN_IN ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second)));
            }
        } catch (IOException | DateTimeException damaged) {
            throw new IllegalArgumentException("a session's factors are damaged");
        }
        return new Factors(instants);
    }
}
