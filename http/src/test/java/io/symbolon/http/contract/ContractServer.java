package io.symbolon.http.contract;

/** A server of an adapter's framework, in which a contract's application runs. */
@FunctionalInterface
public interface ContractServer {
    /**
     * Starts the server on a free port of 127.0.0.1, over plain HTTP.
     *
     * @param application what has to run in it
     * @return the running server
     */
    Running start(ContractApplication application);

    /** The highest status by which the server itself may refuse a path that is none. */
    default int worstStatusOfAPath() {
        return 499;
    }

    /** A server that runs. */
    interface Running extends AutoCloseable {
        /** Where it listens. */
        int port();

        @Override
        void close();
    }
}
