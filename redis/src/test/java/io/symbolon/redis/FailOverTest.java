package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The primary is lost with its last writes: a replica that was cut off before them takes its place. */
final class FailOverTest {
    private final SigningKeys signingKeys = SigningKeys.generate(JwsAlgorithm.HS256);
    private final RefreshTokenKeys refreshTokenKeys = RefreshTokenKeys.generate();
    private final Closer closer = new Closer();
    private RedisProcess primary;
    private RedisProcess replica;
    private TcpRelay replication;
    private TcpRelay relay;
    private RedisClient client;

    @BeforeEach
    void start() {
        primary = closer.add(RedisProcess.start());
        replication = closer.add(new TcpRelay(primary.port()));
        replica = closer.add(RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(replication.port())));
        await().until(() -> replica.ask("INFO replication").contains("master_link_status:up"));
        relay = closer.add(new TcpRelay(primary.port()));
        client = TestClients.client(RedisProcess.uri(relay.port()));
        closer.add(client::shutdown);
    }

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void whatWasEndedStaysEndedAndWhatLivedLives() throws InterruptedException {
        JwtUserSessionManager first = manager();
        JwtUserSessionManager second = manager();
        SessionTokens live = signIn(first, "alice");
        SessionTokens refreshed = first.refresh(live.refreshToken(), Sample.CONTEXT);
        SessionTokens ended = signIn(first, "bob");
        SessionTokens endedWithAll = signIn(first, "carol");
        SessionTokens outdated = signIn(first, "dave");
        awaitReplicated();

        cutOffReplica();
        first.revoke(ended.sessionId());
        second.revokeAll("carol");
        first.expireAccessTokens("dave");
        SessionTokens rotated = first.refresh(refreshed.refreshToken(), Sample.CONTEXT);
        failOver();

        RedisUserSessionStorage observer = storage();
        await().untilAsserted(() ->
                assertThat(Sample.readAll(observer.revocationLog())).hasSize(3));
        assertThat(observer.find(ended.sessionId()).value()).isEmpty();
        assertThat(observer.find(endedWithAll.sessionId()).value()).isEmpty();
        JwtUserSessionManager third = manager();
        for (JwtUserSessionManager node : List.of(first, second, third)) {
            assertRefused(node, ended, InvalidAccessTokenException.Code.REVOKED);
            assertRefused(node, endedWithAll, InvalidAccessTokenException.Code.REVOKED);
            assertRefused(node, outdated, InvalidAccessTokenException.Code.OUTDATED);
            assertThatThrownBy(() -> node.refresh(ended.refreshToken(), Sample.CONTEXT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
            assertThatThrownBy(() -> node.refresh(endedWithAll.refreshToken(), Sample.CONTEXT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
        }
        // The server has generation 1 again; the token of generation 2 is ours all the same.
        assertThat(third.refresh(rotated.refreshToken(), Sample.CONTEXT).sessionId())
                .isEqualTo(live.sessionId());
        SessionTokens again = signIn(second, "carol");
        for (JwtUserSessionManager node : List.of(first, second, third)) {
            assertThat(node.verify(again.accessToken()).sessionId()).isEqualTo(again.sessionId());
        }
    }

    @Test
    void anEntryThatOnlyItsWriterKnowsIsMissedByItsWriter() throws InterruptedException {
        RedisUserSessionStorage writer = storage();
        StoredSession session = Sample.stored(writer, "alice");
        LogCursor cursor = Sample.end(writer.revocationLog());
        awaitReplicated();

        cutOffReplica();
        writer.end(session.id(), RevocationCause.SIGNED_OUT);
        failOver();

        // What the cursor names is still there: the mark that begins the log.
        await().untilAsserted(() -> {
            LogPage page = writer.revocationLog().read(cursor, Duration.ZERO);
            assertThat(page.restarted()).isTrue();
            assertThat(writer.revocationLog().read(page.next(), Duration.ZERO).restarted())
                    .isFalse();
        });
        RedisUserSessionStorage other = storage();
        assertThat(other.revocationLog().read(cursor, Duration.ZERO).restarted())
                .isFalse();
    }

    @Test
    void aPrimaryWhoseHostVanishesIsLeftForTheNewOne() throws InterruptedException {
        RedisUserSessionStorage storage = storage();
        StoredSession session = Sample.stored(storage, "alice");
        LogCursor cursor = Sample.end(storage.revocationLog());
        awaitReplicated();
        storage.revocationLog().read(cursor, Duration.ofMillis(500));

        replication.cut();
        await().until(() -> replica.ask("REPLICAOF NO ONE").startsWith("+OK"));
        relay.redirect(replica.port());
        relay.silence();

        await().until(() -> storage.find(session.id()).value().isPresent());
        storage.end(session.id(), RevocationCause.SIGNED_OUT);
        assertThat(storage.revocationLog().read(cursor, PATIENCE).revocations()).hasSize(1);
        assertThat(primary.ask("EXISTS symbolon:{0}:s:" + session.id())).startsWith(":1");
    }

    private void cutOffReplica() {
        replication.cut();
    }

    private void failOver() {
        await().until(() -> replica.ask("REPLICAOF NO ONE").startsWith("+OK"));
        relay.redirect(replica.port());
        primary.kill();
        relay.dropConnections();
    }

    private void awaitReplicated() {
        await().until(() -> {
            String replication = primary.ask("INFO replication");
            String offset = replication.replaceAll("(?s).*master_repl_offset:(\\d+).*", "$1");
            return replication.contains("state=online,offset=" + offset + ",");
        });
    }

    private SessionTokens signIn(JwtUserSessionManager manager, String subject) {
        return manager.create(subject, Sample.CONTEXT);
    }

    private static void assertRefused(
            JwtUserSessionManager node, SessionTokens tokens, InvalidAccessTokenException.Code code) {
        assertThatThrownBy(() -> node.verify(tokens.accessToken()))
                .isInstanceOfSatisfying(
                        InvalidAccessTokenException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private RedisUserSessionStorage storage() {
        return closer.add(RedisUserSessionStorage.builder(client)
                .commandTimeout(Duration.ofSeconds(10))
                .build());
    }

    private JwtUserSessionManager manager() {
        return closer.add(JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(signingKeys)
                .refreshTokenKeys(refreshTokenKeys)
                .storage(storage())
                .build());
    }
}
