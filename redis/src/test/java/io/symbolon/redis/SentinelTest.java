package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Behind Sentinel: when the primary dies, the storage goes on with the replica that takes its place. */
final class SentinelTest {
    @Test
    void theStorageFollowsTheFailOver() throws InterruptedException {
        try (ReplicatedServers servers = ReplicatedServers.behindSentinel();
                RedisUserSessionStorage storage = RedisUserSessionStorage.builder(servers.uri())
                        .commandTimeout(Duration.ofSeconds(10))
                        .build()) {
            StoredSession session = Sample.stored(storage, "alice");
            LogCursor cursor = Sample.end(storage.revocationLog());
            servers.awaitCopied(session.id());

            servers.primary().kill();

            Revocation revocation = await().until(
                            () -> storage.end(session.id(), RevocationCause.SIGNED_OUT)
                                    .revocations()
                                    .get(0),
                            ended -> ended.subject().isPresent());
            LogPage page = storage.revocationLog().read(cursor, PATIENCE);
            assertThat(page.restarted()).isFalse();
            assertThat(page.revocations()).containsExactly(revocation);
            assertThat(servers.replica().ask("INFO replication")).contains("role:master");
        }
    }
}
