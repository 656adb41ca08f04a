package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.storage.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a bound session's refresh asks for, and what it never does to the session. */
class BoundRefreshTest {
    private static final SessionContext PHONE = CONTEXT.withDevice(new Device("smartphone", "Firefox on Android"));
    private static final SessionContext LAPTOP = CONTEXT.withDevice(new Device("desktop", "Chrome on Windows"));

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
    private final JwtUserSessionManager other = nodes.start();
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens signIn = node.create("user-1", CONTEXT);
    private final SessionTokens bound =
            node.bind(signIn.sessionId(), key.dbscRegistration(node.registrationChallenge(signIn)));

    @Test
    void g11WithoutAProofNothingIsGivenAndNothingEndsHoweverOldTheToken() {
        nodes.passTheGrace();
        SessionTokens newest = refresh(node, bound);
        nodes.passTheGrace();
        newest = refresh(node, newest);
        nodes.passTheGrace();
        StoredSession before = stored();

        for (SessionTokens stolen : List.of(signIn, bound, newest)) {
            for (int i = 0; i < 5; i++) {
                assertRefused(Code.PROOF_REQUIRED, () -> other.refresh(stolen.refreshToken(), CONTEXT));
            }
        }

        assertThat(stored()).isEqualTo(before);
        assertThat(refresh(other, newest).sessionId()).isEqualTo(signIn.sessionId());
    }

    @Test
    void g11AChallengeIsGoodForTwoMinutesOnEveryNodeAndASignatureOverAnOlderOneIsNoTheft() {
        String challenge = challenge(node, bound);
        nodes.clock().advance(Duration.ofMinutes(2));
        SessionTokens next = refresh(other, bound, key.dbsc(challenge));
        nodes.clock().advance(Duration.ofMillis(1));
        StoredSession before = stored();

        for (int i = 0; i < 10; i++) {
            InvalidRefreshTokenException refusal =
                    assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, next, key.dbsc(challenge)));
            assertThat(refusal.challenge()).isPresent().isNotEqualTo(java.util.Optional.of(challenge));
        }
        assertThat(stored()).isEqualTo(before);
        assertThat(refresh(node, next).binding()).isEqualTo(bound.binding());
    }

    @Test
    void aChallengeFromBeforeTheStoragesClockSteppedBackIsGood() {
        String challenge = challenge(node, bound);
        nodes.clock().advance(Duration.ofSeconds(-90));

        assertThat(refresh(other, bound, key.dbsc(challenge)).binding()).isPresent();
    }

    @Test
    void withAProofAnOlderTokenIsARepeatAndNoReuse() {
        nodes.passTheGrace();
        SessionTokens second = refresh(node, bound);
        nodes.passTheGrace();
        SessionTokens third = refresh(node, second);
        nodes.passTheGrace();

        SessionTokens repeated = refresh(other, bound);

        assertThat(repeated.refreshToken()).isEqualTo(third.refreshToken());
        assertThat(refresh(other, third).sessionId()).isEqualTo(signIn.sessionId());
        assertThat(heard.reused).isEmpty();
    }

    @Test
    void aTokenFromBeforeTheBindingIsAnsweredAsAfterAStepUpAndLaterARepeat() {
        assertRefused(Code.SUPERSEDED, () -> refresh(node, signIn));
        nodes.passTheGrace();

        SessionTokens repeated = refresh(node, signIn);

        assertThat(repeated.refreshToken()).isEqualTo(bound.refreshToken());
        assertThat(repeated.binding()).isEqualTo(bound.binding());
    }

    @Test
    void g11WhateverTheRotationABoundSessionNeedsAProofAndGoesOnWithOne() {
        for (RefreshRotation rotation : List.of(
                RefreshRotation.none(),
                RefreshRotation.strict(),
                RefreshRotation.untilSuccessorUsed(),
                RefreshRotation.grace(Duration.ofSeconds(10)))) {
            JwtUserSessionManager some = nodes.start(builder -> builder.rotation(rotation));
            SessionTokens first = some.create("user-2", CONTEXT);
            SessionTokens tokens =
                    some.bind(first.sessionId(), key.dbscRegistration(some.registrationChallenge(first)));
            for (int i = 0; i < 3; i++) {
                SessionTokens held = tokens;
                assertRefused(Code.PROOF_REQUIRED, () -> some.refresh(held.refreshToken(), CONTEXT));
                assertRefused(Code.PROOF_REQUIRED, () -> some.refresh(first.refreshToken(), CONTEXT));
                tokens = refresh(some, held);
                assertThat(refresh(some, held).sessionId())
                        .as("the answer was lost, under %s", rotation)
                        .isEqualTo(first.sessionId());
                nodes.passTheGrace();
            }
            assertThat(tokens.binding()).isPresent();
        }
    }

    @Test
    void g11AProofOfAnotherKeyIsNoneEvenIfItShowsThatKey() {
        ClientKey thief = ClientKey.es256();
        String challenge = challenge(node, bound);
        StoredSession before = stored();

        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, thief.dbsc(challenge)));
        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, thief.dbscRegistration(challenge)));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void g11AProofOfAnotherKindIsNone() {
        String challenge = challenge(node, bound);

        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.software(challenge)));
        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.dpop(challenge)));
        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.dpop(node.dpopNonce())));
    }

    @Test
    void g11TheChallengeOfAnotherSessionIsNone() {
        SessionTokens another = node.create("user-1", CONTEXT);
        SessionTokens anotherBound =
                node.bind(another.sessionId(), key.dbscRegistration(node.registrationChallenge(another)));
        String foreign = challenge(node, anotherBound);

        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.dbsc(foreign)));
        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.dbsc("cv")));
    }

    @Test
    void threeWrongSignaturesSayThatTheKeyIsLostAndTheSessionGoesOn() {
        ClientKey wrong = ClientKey.es256();
        String challenge = challenge(node, bound);
        for (int i = 0; i < 2; i++) {
            String now = challenge;
            challenge = assertRefused(
                            Code.PROOF_REQUIRED,
                            () -> refresh(now.length() % 2 == 0 ? node : other, bound, wrong.dbsc(now)))
                    .challenge()
                    .orElseThrow();
        }
        String last = challenge;

        InvalidRefreshTokenException refusal =
                assertRefused(Code.KEY_LOST, () -> refresh(node, bound, wrong.dbsc(last)));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.SIGN_IN);
        assertThat(refusal.endsSession()).isFalse();
        assertThat(refusal.challenge()).isEmpty();
        soon().untilAsserted(() -> assertThat(heard.keyLost).hasSize(1));
        assertThat(refresh(other, bound).sessionId()).isEqualTo(signIn.sessionId());
    }

    @Test
    void aClientThatSaysThatItLostItsKeyHasToSignInAndTheSessionGoesOn() {
        InvalidRefreshTokenException refusal = assertRefused(
                Code.KEY_LOST,
                () -> node.refresh(
                        bound.refreshToken(), RefreshRequest.of(CONTEXT).withKeyLost()));

        assertThat(refusal.endsSession()).isFalse();
        assertThat(refresh(node, bound).sessionId()).isEqualTo(signIn.sessionId());
        assertThat(node.create("user-1", CONTEXT).sessionId()).isNotEqualTo(signIn.sessionId());
    }

    @Test
    void theDefaultGuardIsNotAskedBesideAProof() {
        SessionTokens first = node.create("user-3", LAPTOP);
        SessionTokens tokens = node.bind(first.sessionId(), key.dbscRegistration(node.registrationChallenge(first)));
        String challenge = challenge(node, tokens);

        SessionTokens next =
                node.refresh(tokens.refreshToken(), RefreshRequest.of(PHONE).withProof(key.dbsc(challenge)));

        assertThat(next.sessionId()).isEqualTo(first.sessionId());
        assertThat(heard.refused).isEmpty();
    }

    @Test
    void aGuardOfTheApplicationsOwnIsAskedButNotBeforeTheProof() {
        AtomicInteger asked = new AtomicInteger();
        JwtUserSessionManager guarded = nodes.start(builder -> builder.contextGuard((session, context) -> {
            asked.incrementAndGet();
            return false;
        }));

        assertRefused(Code.PROOF_REQUIRED, () -> guarded.refresh(bound.refreshToken(), CONTEXT));
        assertThat(asked).hasValue(0);
        String challenge = challenge(guarded, bound);
        assertRefused(Code.CONTEXT_REFUSED, () -> refresh(guarded, bound, key.dbsc(challenge)));
        assertThat(asked).hasValue(1);
    }

    @Test
    void parallelRefreshesWithOneProofOnTwoNodesGiveOneToken() {
        nodes.passTheGrace();
        BindingProof proof = key.dbsc(challenge(node, bound));

        List<SessionTokens> all = Race.values(6, i -> () -> refresh(i % 2 == 0 ? node : other, bound, proof));

        assertThat(all)
                .extracting(SessionTokens::refreshToken)
                .containsOnly(all.get(0).refreshToken());
    }

    @Test
    void g11ARefreshThatRacesWithTheBindingIsOneBeforeItOrAsksForAProof() {
        for (int round = 0; round < 20; round++) {
            SessionTokens first = node.create("user-" + round, CONTEXT);
            BindingProof registration = key.dbscRegistration(node.registrationChallenge(first));
            nodes.passTheGrace();

            List<Race.Outcome<SessionTokens>> outcomes = Race.outcomes(
                    2,
                    i -> () -> i == 0
                            ? node.bind(first.sessionId(), registration)
                            : other.refresh(first.refreshToken(), CONTEXT));

            boolean isBound =
                    node.find(first.sessionId()).orElseThrow().binding().isPresent();
            List<Object> won = new ArrayList<>(outcomes.get(isBound ? 0 : 1).value());
            assertThat(won).hasSize(1);
            assertThat(outcomes.get(isBound ? 1 : 0).thrown())
                    .singleElement()
                    .isInstanceOf(isBound ? InvalidRefreshTokenException.class : BindingRefusedException.class);
        }
    }

    @Test
    void claimsComeWithTheProofAsElsewhere() {
        String challenge = challenge(node, bound);

        SessionTokens next = node.refresh(
                bound.refreshToken(),
                RefreshRequest.of(CONTEXT).withClaims(Map.of("role", "a")).withProof(key.dbsc(challenge)));

        assertThat(other.verify(next.accessToken()).claims()).isEqualTo(Map.of("role", "a"));
    }

    @Test
    void theRolloutOfRefreshKeysBetweenChallengeAndProofCostsOneMoreRoundAtMost() {
        RefreshTokenKeys next =
                RefreshTokenKeys.of("another 32 bytes of a refresh key".getBytes(StandardCharsets.US_ASCII));
        JwtUserSessionManager verifiesBoth =
                nodes.start(builder -> builder.refreshTokenKeys(Nodes.REFRESH_KEYS.alsoVerify(next)));
        JwtUserSessionManager makesNext =
                nodes.start(builder -> builder.refreshTokenKeys(next.alsoVerify(Nodes.REFRESH_KEYS)));
        String ofNext = challenge(makesNext, bound);

        assertThat(refresh(verifiesBoth, bound, key.dbsc(ofNext)).binding()).isPresent();
        assertThat(refresh(makesNext, bound, key.dbsc(challenge(node, bound))).binding())
                .isPresent();
        InvalidRefreshTokenException refusal =
                assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, bound, key.dbsc(ofNext)));
        assertThat(refresh(node, bound, key.dbsc(refusal.challenge().orElseThrow()))
                        .binding())
                .isPresent();
    }

    @Test
    void aProgramsSessionIsRefreshedWithANonceThatAnyNodeGave() {
        SessionTokens first = node.create("user-4", CONTEXT);
        SessionTokens tokens = node.bind(first.sessionId(), key.dpop(node.registrationChallenge(first)));

        assertRefused(Code.PROOF_REQUIRED, () -> refresh(node, tokens, key.dpop("old")));
        assertRefused(
                Code.PROOF_REQUIRED,
                () -> refresh(
                        node,
                        tokens,
                        BindingProof.dpop(key.dpop(other.dpopNonce()).proof(), "GET", ClientKey.REFRESH_URI)));
        assertThat(refresh(node, tokens, key.dpop(other.dpopNonce())).binding())
                .contains(new Binding.Dpop(key.thumbprint()));
        assertThat(refresh(node, tokens, key.dpop(challenge(other, tokens))).binding())
                .isPresent();
    }

    @Test
    void noChallengeOrProofIsShown() {
        InvalidRefreshTokenException refusal =
                assertRefused(Code.PROOF_REQUIRED, () -> node.refresh(bound.refreshToken(), CONTEXT));
        String challenge = refusal.challenge().orElseThrow();
        BindingProof.Dpop dpop = key.dpop(challenge);
        BindingProof dbsc = key.dbsc(challenge);

        assertThat(List.of(
                        refusal,
                        dpop,
                        dbsc,
                        key.software(challenge),
                        RefreshRequest.of(CONTEXT).withProof(dbsc)))
                .allSatisfy(shown -> assertThat(shown.toString())
                        .doesNotContain(challenge)
                        .doesNotContain("eyJ")
                        .doesNotContain("session/refresh"));
    }

    private String challenge(JwtUserSessionManager some, SessionTokens tokens) {
        return assertRefused(Code.PROOF_REQUIRED, () -> some.refresh(tokens.refreshToken(), CONTEXT))
                .challenge()
                .orElseThrow();
    }

    private SessionTokens refresh(JwtUserSessionManager some, SessionTokens tokens) {
        return refresh(some, tokens, key.dbsc(challenge(some, tokens)));
    }

    private static SessionTokens refresh(JwtUserSessionManager some, SessionTokens tokens, BindingProof proof) {
        return some.refresh(tokens.refreshToken(), RefreshRequest.of(CONTEXT).withProof(proof));
    }

    private StoredSession stored() {
        return nodes.storage().find(signIn.sessionId()).value().orElseThrow();
    }
}
