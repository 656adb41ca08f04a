package io.symbolon.testkit;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a fixture may be able to do. */
final class Capabilities {
    private Capabilities() {}

    /** Skips the test if the fixture cannot do it. */
    static <T> T require(Optional<T> capability, String what) {
        Assumptions.assumeTrue(capability.isPresent(), () -> "the fixture cannot " + what);
        return capability.orElseThrow();
    }
}
