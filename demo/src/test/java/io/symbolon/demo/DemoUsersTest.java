package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoUsersTest {
    private final DemoUsers users = new DemoUsers();

    @Test
    void theRightPasswordSignsIn() {
        assertThat(users.authenticate("ada", "analytical engine")).contains("ada");
        assertThat(users.authenticate("ada", "nanoseconds of wire")).isEmpty();
        assertThat(users.authenticate("nobody", "analytical engine")).isEmpty();
    }

    /** The fastest of a few calls, as a busy machine makes calls slower, never faster. Without a hash it is 1,000 times less. */
    @Test
    void anUnknownNameTakesAsLongAsAKnownOne() {
        long known = fastest(() -> nanosOf("ada"));
        long unknown = fastest(() -> nanosOf("nobody"));

        assertThat(unknown).isGreaterThan(known / 4);
    }

    private long nanosOf(String name) {
        long start = System.nanoTime();
        assertThat(users.authenticate(name, "a wrong password")).isEmpty();
        return System.nanoTime() - start;
    }

    private static long fastest(LongSupplier nanos) {
        return LongStream.generate(nanos).limit(5).min().orElseThrow();
    }
}
