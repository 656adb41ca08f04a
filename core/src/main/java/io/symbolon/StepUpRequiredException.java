package io.symbolon;

import java.time.Duration;
import java.util.Objects;

/**
 * The user has to authenticate again for what was asked: see {@link AccessToken#requireFactor}. The session goes on, and
 * so does the access token for all else (RFC 9470).
 */
public final class StepUpRequiredException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why a step-up is needed. */
    public enum Code {
        /** The user has never proved the factor in this session. */
        FACTOR_MISSING,
        /** The user proved the factor too long ago. */
        FACTOR_TOO_OLD
    }

    /** Why. */
    private final Code code;
    /** Which factor. */
    private final String factor;
    /** How long ago at most. */
    private final Duration maximumAge;

    /**
     * A demand.
     *
     * @param code why
     * @param factor the factor's name
     * @param maximumAge how long ago the factor may have been proved
     */
    public StepUpRequiredException(Code code, String factor, Duration maximumAge) {
        super(
                Objects.requireNonNull(code, "code") == Code.FACTOR_MISSING
                        ? "The user has to authenticate with the factor " + factor + "."
                        : "The user has to authenticate with the factor " + factor + " again: at most " + maximumAge
                                + " ago is needed.");
        this.code = code;
        this.factor = Objects.requireNonNull(factor, "factor");
        this.maximumAge = Objects.requireNonNull(maximumAge, "maximumAge");
    }

    /**
     * Which factor is needed.
     *
     * @return the factor's name
     */
    public String factor() {
        return factor;
    }

    /**
     * How long ago the factor may have been proved: {@code max_age} of RFC 9470.
     *
     * @return a duration of zero or more
     */
    public Duration maximumAge() {
        return maximumAge;
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return Action.STEP_UP;
    }
}
