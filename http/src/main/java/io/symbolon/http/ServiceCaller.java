package io.symbolon.http;

import java.util.Objects;

/**
 * Another service that calls an endpoint for services.
 *
 * @param name tells it from others; what it does too often is counted by it
 * @param seesSubjects whether the revocation feed shows it subjects as they are
 */
public record ServiceCaller(String name, boolean seesSubjects) {
    /**
     * Creates a caller.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public ServiceCaller {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: each caller needs one");
        }
    }

    /**
     * A caller that sees MACs in the place of subjects.
     *
     * @param name tells it from others
     * @return a caller
     */
    public static ServiceCaller named(String name) {
        return new ServiceCaller(name, false);
    }

    /**
     * The same caller, which sees subjects as they are.
     *
     * @return a new caller
     */
    public ServiceCaller withSubjects() {
        return new ServiceCaller(name, true);
    }
}
