package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G1, G2, G6 on one node. */
class RevocationTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();

    @Test
    void whenRevokeReturnsTheTokensAreRefusedAlsoThoseThatWereSeenBefore() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        SessionTokens other = node.create("user-1", CONTEXT);
        node.verify(tokens.accessToken());

        assertThat(node.revoke(tokens.sessionId())).isTrue();

        assertRevoked(tokens, RevocationCause.SIGNED_OUT);
        assertThat(node.verify(other.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.revoke(tokens.sessionId())).isFalse();
        assertThat(node.find(tokens.sessionId())).isEmpty();
        assertThat(node.list("user-1")).extracting(UserSession::id).containsExactly(other.sessionId());
    }

    @Test
    void whenRevokeAllReturnsAllTokensOfTheSubjectAreRefusedAndNoOthers() {
        List<SessionTokens> tokens = List.of(node.create("user-1", CONTEXT), node.create("user-1", CONTEXT));
        SessionTokens stranger = node.create("user-10", CONTEXT);

        assertThat(node.revokeAll("user-1")).isEqualTo(2);

        tokens.forEach(each -> assertRevoked(each, RevocationCause.SIGNED_OUT));
        assertThat(node.verify(stranger.accessToken()).subject()).isEqualTo("user-10");
        assertThat(node.revokeAll("user-1")).isZero();
        assertThat(node.list("user-1")).isEmpty();
    }

    @Test
    void whenRevokeOthersReturnsOnlyTheKeptSessionsTokensAreGood() {
        SessionTokens kept = node.create("user-1", CONTEXT);
        SessionTokens keptRefreshed = node.refresh(kept.refreshToken(), CONTEXT);
        SessionTokens ended = node.create("user-1", CONTEXT);

        assertThat(node.revokeOthers(kept.sessionId())).isEqualTo(1);

        assertRevoked(ended, RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        assertThat(node.verify(kept.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.refresh(keptRefreshed.refreshToken(), CONTEXT).sessionId())
                .isEqualTo(kept.sessionId());
        assertThat(node.revokeOthers(kept.sessionId())).isZero();
    }

    @Test
    void anUnknownSessionToKeepIsAMistakeAndEndsNothing() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        SessionTokens gone = node.create("user-1", CONTEXT);
        node.revoke(gone.sessionId());

        for (SessionId unknown : List.of(gone.sessionId(), SessionId.of(1, 2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.revokeOthers(unknown))
                    .withMessageContaining("keep");
        }
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.list("user-1")).hasSize(1);
    }

    @Test
    void revokingAnUnknownSessionIsFalseAndStillKillsItsTokens() {
        Nodes elsewhere = new Nodes();
        try (elsewhere) {
            // The same keys, another storage: as if this one had lost the session.
            SessionTokens lost = elsewhere.start().create("user-1", CONTEXT);
            assertThat(node.verify(lost.accessToken()).subject()).isEqualTo("user-1");

            assertThat(node.revoke(lost.sessionId())).isFalse();
            assertRefused(Code.REVOKED, () -> node.verify(lost.accessToken()));
            assertThat(node.revoke(lost.sessionId())).isFalse();
            assertThat(node.revokeByRefreshToken(lost.refreshToken())).isFalse();
        }
    }

    @Test
    void aSessionCreatedAfterRevokeAllInTheSameMillisecondIsNeverCaught() {
        Instant start = nodes.clock().instant();
        for (int i = 0; i < 10_000; i++) {
            SessionTokens before = node.create("user-1", CONTEXT);
            node.revokeAll("user-1");
            SessionTokens after = node.create("user-1", CONTEXT);

            node.verify(after.accessToken());
            if (!isRevoked(before)) {
                throw new AssertionError("round " + i + ": the session from before is alive");
            }
        }
        assertThat(nodes.clock().instant()).as("all in one millisecond").isEqualTo(start);
        assertThat(node.list("user-1")).hasSize(1);
    }

    @Test
    void aSessionCreatedAfterTheClockSteppedBackIsNotCaughtEither() {
        SessionTokens before = node.create("user-1", CONTEXT);
        node.revokeAll("user-1");
        nodes.clock().advance(Duration.ofMinutes(-4));

        SessionTokens after = node.create("user-1", CONTEXT);

        assertThat(node.verify(after.accessToken()).sessionId()).isEqualTo(after.sessionId());
        assertRevoked(before, RevocationCause.SIGNED_OUT);
        node.revokeAll("user-1");
        assertRevoked(after, RevocationCause.SIGNED_OUT);
    }

    @Test
    void signInsAgainstRevokeAllEndUpEitherDeadOrListed() {
        for (int round = 0; round < 50; round++) {
            String subject = "user-" + round;
            List<List<SessionTokens>> created = Race.values(8, racer -> () -> {
                if (racer == 0) {
                    node.revokeAll(subject);
                    return List.of();
                }
                return List.of(node.create(subject, CONTEXT));
            });
            List<SessionId> listed =
                    node.list(subject).stream().map(UserSession::id).toList();
            created.stream()
                    .flatMap(List::stream)
                    .forEach(tokens -> assertThat(isRevoked(tokens)).isEqualTo(!listed.contains(tokens.sessionId())));
        }
    }

    @ParameterizedTest
    @EnumSource(value = RevocationCause.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void theCauseIsToldToTheClientOfEachToken(RevocationCause cause) {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens two = node.create("user-1", CONTEXT);

        node.revoke(one.sessionId(), cause);
        assertRevoked(one, cause);
        node.revokeAll("user-1", cause);
        assertRevoked(two, cause);
    }

    @Test
    void theFirstCauseOfASessionsEndStays() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        node.revoke(tokens.sessionId(), RevocationCause.SIGNED_OUT);
        node.revokeByRefreshToken(tokens.refreshToken());

        assertRevoked(tokens, RevocationCause.ADMINISTRATOR);
    }

    @Test
    void anUnknownCauseIsReadAndNeverGiven() {
        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.revoke(tokens.sessionId(), RevocationCause.UNKNOWN))
                .withMessageContaining("cause");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.revokeAll("user-1", RevocationCause.UNKNOWN))
                .withMessageContaining("cause");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.revokeOthers(tokens.sessionId(), RevocationCause.UNKNOWN))
                .withMessageContaining("cause");
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
    }

    @Test
    void onlyARevokedTokensClientHasToSignIn() {
        for (Code code : Code.values()) {
            InvalidAccessTokenException refusal = new InvalidAccessTokenException(code);
            assertThat(refusal.action())
                    .isEqualTo(
                            switch (code) {
                                case REVOKED -> SessionException.Action.SIGN_IN;
                                case STALE_NODE, PROOF_REQUIRED -> SessionException.Action.RETRY;
                                default -> SessionException.Action.REFRESH;
                            });
            assertThat(refusal.endsSession()).isEqualTo(code == Code.REVOKED);
        }
    }

    @Test
    void aTokenThatIsBothRevokedAndExpiredIsRevoked() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());
        nodes.clock().advance(Duration.ofHours(1));

        assertRevoked(tokens, RevocationCause.SIGNED_OUT);
    }

    private void assertRevoked(SessionTokens tokens, RevocationCause cause) {
        InvalidAccessTokenException refusal = assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
        assertThat(refusal.revocationCause()).contains(cause);
        assertThat(refusal.action()).isEqualTo(SessionException.Action.SIGN_IN);
    }

    private boolean isRevoked(SessionTokens tokens) {
        try {
            node.verify(tokens.accessToken());
            return false;
        } catch (InvalidAccessTokenException refused) {
            return refused.code() == Code.REVOKED;
        }
    }
}
