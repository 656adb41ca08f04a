package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertFailed;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AnswerFailedException.Code;
import io.symbolon.fixture.HardwareKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G8: an answer that cannot be made moves nothing. The same token is good at the next try, also after the grace. */
class FailedAnswerTest {
    private static final Map<String, ?> SMALL = Map.of("role", "reader");
    private static final Map<String, ?> BIG = Map.of("role", "x".repeat(3000));

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @AutoClose
    private final HardwareKey hardware = new HardwareKey();

    private ClaimsSource source = subject -> SMALL;
    private final JwtUserSessionManager node = nodes.start(
            builder -> builder.signingKeys(hardware.signingKeys()).claimsSource(user -> source.claimsOf(user)));
    private final SessionTokens first = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("own", 1)));

    /** What hinders an answer. */
    private enum Hindrance {
        CLAIMS_OUTGROW(Code.CLAIMS_TOO_LARGE),
        CLAIMS_OUTGROW_THE_TRANSPORT(Code.CLAIMS_TOO_LARGE),
        SOURCE_THROWS(Code.CLAIMS_SOURCE_FAILED),
        SOURCE_BREAKS_THE_RULES(Code.CLAIMS_SOURCE_FAILED),
        SIGNER_THROWS(Code.SIGNER_FAILED);

        private final Code code;

        Hindrance(Code code) {
            this.code = code;
        }
    }

    private void begin(Hindrance hindrance) {
        switch (hindrance) {
            case CLAIMS_OUTGROW -> source = user -> Map.of("role", "x".repeat(9000));
            case CLAIMS_OUTGROW_THE_TRANSPORT -> source = user -> BIG;
            case SOURCE_THROWS ->
                source = user -> {
                    throw new IllegalStateException("the user database is away");
                };
            case SOURCE_BREAKS_THE_RULES -> source = user -> Map.of("sub", "root");
            case SIGNER_THROWS -> hardware.unplug();
        }
    }

    @ParameterizedTest
    @EnumSource
    void atRefreshNothingMovesAndTheSameTokenIsGoodLaterAlsoAfterTheGrace(Hindrance hindrance) {
        nodes.passTheGrace();
        StoredSession before = stored();

        begin(hindrance);
        for (int i = 0; i < 3; i++) {
            assertFailed(hindrance.code, () -> node.refresh(first.refreshToken(), request()));
            assertFailed(
                    hindrance.code,
                    () -> node.refresh(first.refreshToken(), request().withClaims(Map.of("a", 1))));
            assertThat(stored()).isEqualTo(before);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(storage.updates).hasValue(0);

        mend();
        SessionTokens next = node.refresh(first.refreshToken(), request());
        assertThat(next.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(Map.of("own", 1L, "role", "reader"));
    }

    @ParameterizedTest
    @EnumSource
    void atARepeatNothingMovesEither(Hindrance hindrance) {
        nodes.passTheGrace();
        String second = node.refresh(first.refreshToken(), request()).refreshToken();
        StoredSession before = stored();

        begin(hindrance);
        assertFailed(hindrance.code, () -> node.refresh(first.refreshToken(), request()));
        assertFailed(hindrance.code, () -> node.refresh(second, request().withClaims(Map.of("a", 1))));

        assertThat(stored()).isEqualTo(before);
        mend();
        assertThat(node.refresh(first.refreshToken(), request()).refreshToken()).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource
    void aSignInThatCannotBeAnsweredEvictsNobodyAndLeavesNothing(Hindrance hindrance) {
        JwtUserSessionManager full = nodes.start(builder -> builder.signingKeys(hardware.signingKeys())
                .claimsSource(user -> source.claimsOf(user))
                .sessionLimit(SessionLimit.evictOldest(1)));
        int inserts = storage.inserts.get();

        begin(hindrance);
        assertFailed(hindrance.code, () -> full.create("user-1", CONTEXT, options()));

        assertThat(storage.inserts).hasValue(inserts);
        mend();
        assertThat(full.list("user-1")).extracting(UserSession::id).containsExactly(first.sessionId());
        assertThat(full.verify(first.accessToken()).subject()).isEqualTo("user-1");
        assertThat(full.create("user-1", CONTEXT, options())).isNotNull();
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> full.verify(first.accessToken()));
    }

    @Test
    void theThiefOfAnOldTokenIsCaughtAlsoWhileNoAnswerCanBeMade() {
        nodes.passTheGrace();
        node.refresh(first.refreshToken(), request());
        nodes.passTheGrace();
        hardware.unplug();

        assertRefused(InvalidRefreshTokenException.Code.REUSED, () -> node.refresh(first.refreshToken(), request()));
        assertThat(node.find(first.sessionId())).isEmpty();
    }

    @Test
    void aSignersFailureSaysItsCauseAndAsksToRetry() {
        hardware.unplug();

        AnswerFailedException failure = assertFailed(Code.SIGNER_FAILED, () -> node.create("user-2", CONTEXT));

        assertThat(failure.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(failure).hasRootCauseMessage("the module is unplugged");
        assertThat(node.list("user-2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTransportsLimitIsExact(boolean signIn) {
        int length = first.accessToken().length();
        int lowest = 0;
        int highest = 0;
        for (int maximum = length - 60; maximum < length + 120; maximum++) {
            int limit = maximum;
            ThrowingCallable call = signIn
                    ? () -> assertLength(
                            limit,
                            node.create(
                                    "user-1",
                                    CONTEXT,
                                    CreateOptions.claims(Map.of("own", 1)).withMaximumAccessTokenLength(limit)))
                    : () -> assertLength(
                            limit,
                            node.refresh(
                                    first.refreshToken(),
                                    RefreshRequest.of(CONTEXT).withMaximumAccessTokenLength(limit)));
            try {
                call.call();
                lowest = lowest == 0 ? maximum : lowest;
            } catch (AnswerFailedException tooLong) {
                assertThat(tooLong.code()).isEqualTo(Code.CLAIMS_TOO_LARGE);
                assertThat(tooLong).hasMessageContaining(String.valueOf(maximum));
                highest = maximum;
            } catch (Throwable other) {
                throw new AssertionError(other);
            }
        }
        assertThat(lowest)
                .as("one boundary, and little room is wasted")
                .isEqualTo(highest + 1)
                .isLessThan(length + 100);
    }

    @Test
    void claimsThatNoAccessTokenCanCarryAreNotSet() {
        StoredSession before = stored();

        assertFailed(Code.CLAIMS_TOO_LARGE, () -> node.setClaims(first.sessionId(), Map.of("role", "x".repeat(9000))));

        assertThat(stored()).isEqualTo(before);
        assertThat(node.verify(first.accessToken()).subject()).isEqualTo("user-1");
    }

    private static void assertLength(int maximum, SessionTokens tokens) {
        assertThat(tokens.accessToken()).hasSizeLessThanOrEqualTo(maximum);
    }

    private static RefreshRequest request() {
        return RefreshRequest.of(CONTEXT).withMaximumAccessTokenLength(3500);
    }

    private static CreateOptions options() {
        return CreateOptions.claims(Map.of("own", 1)).withMaximumAccessTokenLength(3500);
    }

    private StoredSession stored() {
        return storage.storage().find(first.sessionId()).value().orElseThrow();
    }

    private void mend() {
        source = user -> SMALL;
        hardware.plugIn();
    }
}
