package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With everything, the numbers of each subject go: what is logged of one later still reaches its tokens from before. */
class InMemoryMinimumTest {
    @Test
    void whatIsLoggedAfterEverythingReachesTheTokensFromBefore() {
        try (UserSessionStorage storage = new InMemoryUserSessionStorage()) {
            long ahead =
                    storage.findAll("alice").now().plus(Duration.ofHours(1)).toEpochMilli();
            StoredSession before = storage.insert(
                            NewSession.of("alice").minimumVersion(ahead).toInsert())
                    .session()
                    .orElseThrow();
            for (int partition = 0; partition < storage.partitions(); partition++) {
                storage.endEverything(partition, RevocationCause.ADMINISTRATOR, 0);
            }

            assertThat(storage.find(before.id()).value()).isEmpty();
            assertThat(minimum(storage.outdateAll("alice").revocations())).isGreaterThan(before.version());
            assertThat(minimum(storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0)
                            .revocations()))
                    .isGreaterThan(before.version());
        }
    }

    private static long minimum(List<Revocation> logged) {
        return logged.get(logged.size() - 1).minimumVersion();
    }
}
