/** The contract of a session storage as tests to extend, and help for tests of applications. */
module io.symbolon.testkit {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive org.junit.jupiter.api;
    requires transitive awaitility;
    requires java.logging;
    requires org.assertj.core;

    exports io.symbolon.testkit;
    exports io.symbolon.testkit.history;
    exports io.symbolon.testkit.simulation;

    // JUnit calls the tests of the contracts, which need not be public.
    opens io.symbolon.testkit;
}
