package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Factors, and a user who authenticates again: the session gets the factor, and no older token does. */
class StepUpTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final List<UserSession> heard = new CopyOnWriteArrayList<>();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(new SessionListener() {
        @Override
        public void reauthenticated(UserSession session) {
            heard.add(session);
        }
    }));
    private final JwtUserSessionManager other = nodes.start();
    private final SessionTokens signIn =
            node.create("user-1", CONTEXT, CreateOptions.defaults().withFactors("pwd"));

    @Test
    void aSignInsFactorsAreInItsTokensWithTheStoragesTime() {
        Instant now = seconds();
        AccessToken token = other.verify(signIn.accessToken());

        assertThat(token.factors()).containsExactly(Map.entry("pwd", now));
        assertThat(token.authenticatedAt()).contains(now);
        assertThat(token.claims()).isEmpty();
        assertThat(other.find(signIn.sessionId()).orElseThrow().factors()).isEqualTo(token.factors());
    }

    @Test
    void aSignInWithoutFactorsSaysNothing() {
        AccessToken token = node.verify(node.create("user-1", CONTEXT).accessToken());

        assertThat(token.factors()).isEmpty();
        assertThat(token.authenticatedAt()).isEmpty();
    }

    @Test
    void factorsWithTimesOfTheirOwnComeBackInWholeSeconds() {
        Instant earlier = Instant.parse("2026-01-02T03:04:05.999Z");
        CreateOptions options = CreateOptions.defaults().withFactors(Map.of("hwk", earlier));

        AccessToken token = node.verify(node.create("user-1", CONTEXT, options).accessToken());

        assertThat(token.factors()).containsExactly(Map.entry("hwk", Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void aStepUpGivesTheFactorToTheSameSessionOnEveryNode() {
        nodes.clock().advance(Duration.ofMinutes(5));
        Instant signedInAt = node.verify(signIn.accessToken()).factors().get("pwd");

        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        AccessToken token = other.verify(stepped.accessToken());
        assertThat(stepped.sessionId()).isEqualTo(signIn.sessionId());
        assertThat(stepped.refreshToken()).isNotEqualTo(signIn.refreshToken());
        assertThat(token.factors()).containsExactly(Map.entry("pwd", signedInAt), Map.entry("otp", seconds()));
        assertThat(token.authenticatedAt()).contains(seconds());
        assertThat(other.list("user-1")).hasSize(1);
        soon().untilAsserted(() -> assertThat(heard).extracting(UserSession::id).containsExactly(signIn.sessionId()));
        nodes.passTheGrace();
        SessionTokens refreshed = other.refresh(stepped.refreshToken(), CONTEXT);
        assertThat(node.verify(refreshed.accessToken()).factors()).isEqualTo(token.factors());
    }

    @Test
    void aStepUpInsideTheGraceRotatesAllTheSame() {
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        assertThat(stepped.refreshToken()).isNotEqualTo(signIn.refreshToken());
    }

    @Test
    void anOlderTokenNeverBuysTheFactor() {
        nodes.passTheGrace();
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        InvalidRefreshTokenException refusal =
                assertRefused(Code.SUPERSEDED, () -> other.refresh(signIn.refreshToken(), CONTEXT));
        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(refusal.endsSession()).isFalse();
        nodes.passTheGrace();
        assertRefused(Code.REUSED, () -> other.refresh(signIn.refreshToken(), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(stepped.refreshToken(), CONTEXT));
    }

    @Test
    void anOlderTokenNeverBuysTheFactorAfterTheStoragesClockSteppedBack() {
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");
        nodes.clock().advance(Duration.ofSeconds(-15));
        node.refresh(stepped.refreshToken(), CONTEXT);

        assertRefused(Code.REUSED, () -> other.refresh(signIn.refreshToken(), CONTEXT));
    }

    @Test
    void anOlderTokenNeverBuysTheFactorWhateverTheRotation() {
        for (RefreshRotation rotation : List.of(
                RefreshRotation.none(),
                RefreshRotation.strict(),
                RefreshRotation.untilSuccessorUsed(),
                RefreshRotation.grace(Duration.ofSeconds(10)))) {
            JwtUserSessionManager some = nodes.start(builder -> builder.rotation(rotation));
            SessionTokens before = some.create("user-2", CONTEXT);
            some.reauthenticated(before.sessionId(), CONTEXT, "otp");

            InvalidRefreshTokenException refusal = catchThrowableOfType(
                    InvalidRefreshTokenException.class, () -> some.refresh(before.refreshToken(), CONTEXT));
            assertThat(refusal).as("%s", rotation).isNotNull();
            assertThat(refusal.code()).isIn(Code.SUPERSEDED, Code.REUSED);
        }
    }

    @Test
    void tabsWithinTheGraceOfARotationBeforeAreNotSignedOutByAStepUp() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(signIn.refreshToken(), CONTEXT);
        nodes.clock().advance(Duration.ofSeconds(1));
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        assertRefused(Code.SUPERSEDED, () -> node.refresh(signIn.refreshToken(), CONTEXT));
        assertRefused(Code.SUPERSEDED, () -> node.refresh(second.refreshToken(), CONTEXT));
        node.verify(node.refresh(stepped.refreshToken(), CONTEXT).accessToken());
    }

    @Test
    void aRepeatAfterALostAnswerGivesTheSameRefreshTokenAndTheFactor() {
        nodes.passTheGrace();
        SessionTokens lost = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");
        nodes.clock().advance(Duration.ofSeconds(3));

        SessionTokens repeated = other.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        assertThat(repeated.refreshToken()).isEqualTo(lost.refreshToken());
        assertThat(node.verify(repeated.accessToken()).factors()).containsKeys("pwd", "otp");
        SessionTokens another = node.reauthenticated(signIn.sessionId(), CONTEXT, "hwk");
        assertThat(another.refreshToken())
                .as("another factor is another step-up")
                .isNotEqualTo(lost.refreshToken());
    }

    @Test
    void aFactorThatIsProvedAgainIsNewer() {
        nodes.clock().advance(Duration.ofHours(1));
        SessionTokens again = node.reauthenticated(signIn.sessionId(), CONTEXT, "pwd");

        assertThat(node.verify(again.accessToken()).factors()).containsExactly(Map.entry("pwd", seconds()));
    }

    @Test
    void parallelStepUpsOfOneSessionLoseNoFactorAndNoToken() {
        List<SessionTokens> all = Race.values(
                8,
                number -> () -> (number % 2 == 0 ? node : other)
                        .reauthenticated(signIn.sessionId(), CONTEXT, "factor-" + number));

        assertThat(node.find(signIn.sessionId()).orElseThrow().factors()).hasSize(9);
        all.forEach(tokens -> node.verify(tokens.accessToken()));
        Set<String> refreshTokens =
                all.stream().map(SessionTokens::refreshToken).collect(Collectors.toSet());
        assertThat(refreshTokens).hasSize(8);
    }

    @Test
    void aStepUpAgainstRefreshesInFlightGivesNobodyElseTheFactor() {
        nodes.passTheGrace();
        List<Object> answers = Race.values(6, number -> () -> {
            try {
                return number == 0
                        ? node.reauthenticated(signIn.sessionId(), CONTEXT, "otp")
                        : other.refresh(signIn.refreshToken(), CONTEXT);
            } catch (InvalidRefreshTokenException refused) {
                return refused.code();
            }
        });

        String stepped = ((SessionTokens) answers.get(0)).refreshToken();
        for (Object answer : answers.subList(1, answers.size())) {
            if (answer instanceof SessionTokens refreshed) {
                assertThat(refreshed.refreshToken()).isNotEqualTo(stepped);
                assertThat(node.verify(refreshed.accessToken()).factors()).doesNotContainKey("otp");
            } else {
                assertThat(answer).isEqualTo(Code.SUPERSEDED);
            }
        }
    }

    @Test
    void theGuardIsAskedAndARefusalChangesNothing() {
        SessionContext home = CONTEXT.withDevice(new Device("desktop", "Firefox"));
        SessionTokens tokens = node.create("user-3", home);

        assertRefused(
                Code.CONTEXT_REFUSED,
                () -> node.reauthenticated(
                        tokens.sessionId(), CONTEXT.withDevice(new Device("phone", "Safari")), "otp"));

        assertThat(node.find(tokens.sessionId()).orElseThrow().factors()).isEmpty();
    }

    @Test
    void anEndedSessionCannotBeSteppedUp() {
        other.revoke(signIn.sessionId(), RevocationCause.ADMINISTRATOR);

        InvalidRefreshTokenException refusal =
                assertRefused(Code.SESSION_NOT_FOUND, () -> other.reauthenticated(signIn.sessionId(), CONTEXT, "otp"));
        assertThat(refusal.revocationCause()).contains(RevocationCause.ADMINISTRATOR);
    }

    @Test
    void aStepUpMayBringAuthoritiesElseTheyStay() {
        SessionTokens tokens =
                node.create("user-4", CONTEXT, CreateOptions.defaults().withAuthorities(List.of("ROLE_a")));

        SessionTokens kept = node.reauthenticated(tokens.sessionId(), CONTEXT, "otp");
        SessionTokens given = node.reauthenticated(
                tokens.sessionId(),
                ReauthenticationRequest.of(CONTEXT).withFactors("otp").withAuthorities(List.of("ROLE_b", "x y")));

        assertThat(node.verify(kept.accessToken()).authorities()).containsExactly("ROLE_a");
        assertThat(node.verify(given.accessToken()).authorities()).containsExactly("ROLE_b", "x y");
    }

    @Test
    void aTokenThatWouldBeTooLongMovesNothing() {
        String before = node.find(signIn.sessionId()).orElseThrow().toString();

        AnswerFailedException failure = catchThrowableOfType(
                AnswerFailedException.class,
                () -> node.reauthenticated(
                        signIn.sessionId(),
                        ReauthenticationRequest.of(CONTEXT).withFactors("otp").withMaximumAccessTokenLength(100)));

        assertThat(failure.code()).isEqualTo(AnswerFailedException.Code.CLAIMS_TOO_LARGE);
        assertThat(node.find(signIn.sessionId()).orElseThrow()).hasToString(before);
    }

    @Test
    void aRequiredFactorIsJudgedByItsAge() {
        AccessToken token = node.verify(signIn.accessToken());

        assertThat(token.requireFactor("pwd", Duration.ZERO)).isSameAs(token);
        nodes.clock().advance(Duration.ofMinutes(5));
        assertThat(token.requireFactor("pwd", Duration.ofMinutes(5))).isSameAs(token);
        nodes.clock().advance(Duration.ofSeconds(1));
        StepUpRequiredException tooOld = catchThrowableOfType(
                StepUpRequiredException.class, () -> token.requireFactor("pwd", Duration.ofMinutes(5)));
        assertThat(tooOld.code()).isEqualTo(StepUpRequiredException.Code.FACTOR_TOO_OLD);
        assertThat(tooOld.maximumAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(tooOld.action()).isEqualTo(SessionException.Action.STEP_UP);
        assertThat(tooOld.endsSession()).isFalse();
        StepUpRequiredException missing = catchThrowableOfType(
                StepUpRequiredException.class, () -> token.requireFactor("otp", Duration.ofDays(1)));
        assertThat(missing.code()).isEqualTo(StepUpRequiredException.Code.FACTOR_MISSING);
        assertThat(missing.factor()).isEqualTo("otp");
        assertThatIllegalArgumentException().isThrownBy(() -> token.requireFactor("pwd", Duration.ofSeconds(-1)));
    }

    @Test
    void factorsThatCannotBeKeptAreRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withFactors(" "))
                .withMessageContaining("a factor's name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withFactors("x".repeat(65)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withFactors("\uD800"));
        String[] many = new String[17];
        for (int i = 0; i < many.length; i++) {
            many[i] = "f" + i;
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withFactors(many))
                .withMessageContaining("at most 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.reauthenticated(signIn.sessionId(), CONTEXT))
                .withMessageContaining("at least one");
    }

    @Test
    void factorsOfAnyNameComeBackExactly() {
        String[] names = {"pwd", "a b", "\"}", "\u00e9\uD83D\uDE00", "otp,hwk", "\\", "FACTOR_PASSWORD"};

        AccessToken token = node.verify(
                node.create("user-5", CONTEXT, CreateOptions.defaults().withFactors(names))
                        .accessToken());

        assertThat(token.factors().keySet()).containsExactly(names);
    }

    private Instant seconds() {
        return nodes.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
