package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Claims that are set or brought, against what happens to the session at the same time. */
class ClaimsChangeTest {
    private static final Map<String, ?> OLD = Map.of("role", "admin");
    private static final Map<String, ?> NEW = Map.of("role", "reader");

    /** Lets somebody act between a find and the write that follows. */
    private static final class InterruptedStorage extends WrappedStorage {
        private Runnable beforeUpdate = () -> {};

        InterruptedStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
            Runnable once = beforeUpdate;
            beforeUpdate = () -> {};
            once.run();
            return super.update(update);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final InterruptedStorage storage = new InterruptedStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
    private final JwtUserSessionManager other = nodes.start();
    private final SessionTokens first = node.create("user-1", CONTEXT, CreateOptions.claims(OLD));

    @Test
    void aRefreshWithClaimsAgainstAnExpiryInFlightStoresNone() {
        nodes.passTheGrace();
        for (Runnable expiry : new Runnable[] {
            () -> other.expireAccessTokens("user-1"),
            () -> other.expireAccessTokens(first.sessionId()),
            () -> other.setClaims(first.sessionId(), NEW)
        }) {
            storage.beforeUpdate = expiry;
            InvalidRefreshTokenException refusal = assertRefused(
                    InvalidRefreshTokenException.Code.CLAIMS_OUTDATED,
                    () -> node.refresh(first.refreshToken(), CONTEXT, Map.of("role", "owner")));
            assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
            assertThat(refusal.endsSession()).isFalse();
        }
        assertThat(node.find(first.sessionId()).orElseThrow().claims()).isEqualTo(NEW);
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT, Map.of("role", "owner"));
        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(Map.of("role", "owner"));
    }

    @Test
    void aRefreshWithoutClaimsAgainstAnExpiryInFlightGoesOn() {
        nodes.passTheGrace();
        storage.beforeUpdate = () -> other.expireAccessTokens("user-1");

        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(OLD);
        assertThat(other.verify(next.accessToken()).claims()).isEqualTo(OLD);
    }

    @Test
    void setClaimsAgainstARefreshInFlightIsNeverUndone() {
        nodes.passTheGrace();
        storage.beforeUpdate =
                () -> assertThat(other.setClaims(first.sessionId(), NEW)).isTrue();
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(NEW);

        nodes.passTheGrace();
        storage.beforeUpdate = () -> node.refresh(next.refreshToken(), CONTEXT);
        assertThat(other.setClaims(first.sessionId(), Map.of("role", "guest"))).isTrue();
        assertThat(node.find(first.sessionId()).orElseThrow().claims()).isEqualTo(Map.of("role", "guest"));
        assertThat(node.refresh(next.refreshToken(), CONTEXT).refreshToken())
                .as("the refresh that came between has rotated, and that stays")
                .isNotEqualTo(next.refreshToken());
    }

    @Test
    void setClaimsOutdatesTheTokensOfNowAtOnceHereAndSoonElsewhere() {
        assertThat(node.setClaims(first.sessionId(), NEW)).isTrue();

        assertRefused(Code.OUTDATED, () -> node.verify(first.accessToken()));
        soon().untilAsserted(() -> assertRefused(Code.OUTDATED, () -> other.verify(first.accessToken())));
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(next.refreshToken()).as("nothing was rotated").isEqualTo(first.refreshToken());
        assertThat(other.verify(next.accessToken()).claims()).isEqualTo(NEW);
        soon().until(() -> heard.expired.size() == 1);
        assertThat(heard.expired.get(0).sessionId()).contains(first.sessionId());
        assertThat(heard.expired.get(0).subject()).contains("user-1");
    }

    @Test
    void setClaimsTouchesNoOtherSession() {
        SessionTokens second = node.create("user-1", CONTEXT, CreateOptions.claims(OLD));

        node.setClaims(first.sessionId(), NEW);

        assertThat(node.verify(second.accessToken()).claims()).isEqualTo(OLD);
    }

    @Test
    void theClaimsOfAnUnknownOrEndedSessionCannotBeSet() {
        node.revoke(first.sessionId());

        assertThat(node.setClaims(first.sessionId(), NEW)).isFalse();
        assertThat(node.setClaims(SessionId.of(1, 2), NEW)).isFalse();
        assertRefused(Code.REVOKED, () -> node.verify(first.accessToken()));
    }

    @Test
    void reservedNamesCannotBeSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.setClaims(first.sessionId(), Map.of("authorities", "root")))
                .withMessageContaining("authorities")
                .withMessageNotContaining("root");
        assertThat(node.verify(first.accessToken()).claims()).isEqualTo(OLD);
    }

    @Test
    void manySetClaimsInOneMillisecondOutdateEachTokenOfBefore() {
        SessionTokens tokens = first;
        for (int i = 0; i < 200; i++) {
            SessionTokens before = tokens;
            node.setClaims(first.sessionId(), Map.of("i", i));
            assertRefused(Code.OUTDATED, () -> node.verify(before.accessToken()));
            tokens = node.refresh(before.refreshToken(), CONTEXT);
            assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(Map.of("i", (long) i));
        }
    }
}
