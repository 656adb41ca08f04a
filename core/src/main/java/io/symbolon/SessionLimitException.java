package io.symbolon;

/** A sign-in was refused because the subject has as many sessions as {@link SessionLimit#rejectNew(int)} allows. */
public final class SessionLimitException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why a sign-in is refused. */
    public enum Code {
        /** The subject has as many sessions as are allowed. */
        LIMIT_REACHED
    }

    /** How many sessions are allowed. */
    private final int maximum;

    /**
     * A refusal.
     *
     * @param maximum how many sessions are allowed
     */
    public SessionLimitException(int maximum) {
        super("The subject already has the " + maximum + " session(s) that are allowed: end one to sign in.");
        this.maximum = maximum;
    }

    /**
     * How many sessions are allowed.
     *
     * @return at least 1
     */
    public int maximum() {
        return maximum;
    }

    @Override
    public Code code() {
        return Code.LIMIT_REACHED;
    }

    @Override
    public Action action() {
        return Action.NONE;
    }
}
