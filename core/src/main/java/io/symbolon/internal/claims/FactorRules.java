package io.symbolon.internal.claims;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which factors a session may have, and the one form in which they are kept: instants in whole seconds by the factor's
 * name, empty for the time of the sign-in, in the order in which they came, unmodifiable.
 */
public final class FactorRules {
    private static final int MOST = 16;
    private static final int LONGEST_NAME = 64;

    private FactorRules() {}

    /**
     * Factors that are proved at the sign-in itself.
     *
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public static Map<String, Optional<Instant>> atSignIn(List<String> names) {
        Map<String, Optional<Instant>> factors = new LinkedHashMap<>();
        names.forEach(name -> factors.put(name, Optional.empty()));
        return copyOf(factors);
    }

    /**
     * Factors that were proved at times that are known.
     *
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public static Map<String, Optional<Instant>> at(Map<String, Instant> instants) {
        Map<String, Optional<Instant>> factors = new LinkedHashMap<>();
        instants.forEach((name, instant) -> factors.put(
                name,
                Optional.of(
                        Objects.requireNonNull(instant, "a factor's instant").truncatedTo(ChronoUnit.SECONDS))));
        return copyOf(factors);
    }

    /**
     * A copy of factors in the form above.
     *
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public static Map<String, Optional<Instant>> copyOf(Map<String, Optional<Instant>> factors) {
        if (factors.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are " + factors.size() + " factors: at most " + MOST + " are kept with a session");
        }
        factors.keySet().forEach(FactorRules::requireName);
        return factors.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    }

    private static void requireName(String name) {
        TextRules.requireWellFormed(Objects.requireNonNull(name, "a factor's name"), "a factor's name");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a factor's name has " + name.length() + " characters: from 1 to "
                    + LONGEST_NAME + " are allowed, and not only blanks");
        }
    }
}
