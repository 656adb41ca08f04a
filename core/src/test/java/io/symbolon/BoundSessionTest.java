package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.BindingRefusedException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.storage.Generation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Binding a session to a key of its client's: once, by a sign-in or a step-up, and for good. */
class BoundSessionTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
    private final JwtUserSessionManager other = nodes.start();
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens signIn = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("a", 1)));

    @Test
    void g11FromItsBindingOnASessionIsRefreshedOnlyWithAProofOfItsKeyOnAnyNode() {
        SessionTokens bound = bind(node, signIn, key);

        assertThat(bound.binding()).contains(new Binding.Dbsc(key.thumbprint()));
        assertThat(bound.refreshToken()).isNotEqualTo(signIn.refreshToken());
        for (JwtUserSessionManager any : List.of(node, other)) {
            for (SessionTokens tokens : List.of(signIn, bound)) {
                InvalidRefreshTokenException refusal = proofRequired(any, tokens);
                assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
                assertThat(refusal.endsSession()).isFalse();
            }
        }
        SessionTokens next = refresh(other, bound, key);
        assertThat(next.sessionId()).isEqualTo(signIn.sessionId());
        assertThat(node.verify(next.accessToken()).binding()).contains(new Binding.Dbsc(key.thumbprint()));
        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(Map.of("a", 1L));
        nodes.passTheGrace();
        assertThat(refresh(node, next, key).refreshToken()).isNotEqualTo(next.refreshToken());
    }

    static Stream<Arguments> kinds() {
        BiFunction<ClientKey, String, BindingProof> dbscRegistration = ClientKey::dbscRegistration;
        BiFunction<ClientKey, String, BindingProof> dbsc = ClientKey::dbsc;
        BiFunction<ClientKey, String, BindingProof> softwareRegistration = ClientKey::softwareRegistration;
        BiFunction<ClientKey, String, BindingProof> software = ClientKey::software;
        BiFunction<ClientKey, String, BindingProof> dpop = ClientKey::dpop;
        return Stream.of(
                Arguments.of(JwsAlgorithm.ES256, Binding.Dbsc.class, "dbsc_jkt", dbscRegistration, dbsc),
                Arguments.of(JwsAlgorithm.RS256, Binding.Dbsc.class, "dbsc_jkt", dbscRegistration, dbsc),
                Arguments.of(
                        JwsAlgorithm.ES256, Binding.Software.class, "software_jkt", softwareRegistration, software),
                Arguments.of(
                        JwsAlgorithm.EdDSA, Binding.Software.class, "software_jkt", softwareRegistration, software),
                Arguments.of(JwsAlgorithm.ES256, Binding.Dpop.class, "jkt", dpop, dpop),
                Arguments.of(JwsAlgorithm.RS256, Binding.Dpop.class, "jkt", dpop, dpop),
                Arguments.of(JwsAlgorithm.PS256, Binding.Dpop.class, "jkt", dpop, dpop),
                Arguments.of(JwsAlgorithm.EdDSA, Binding.Dpop.class, "jkt", dpop, dpop));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindOfKeyBindsRefreshesAndIsToldByTokenAndSession(
            JwsAlgorithm algorithm,
            Class<? extends Binding> kind,
            String member,
            BiFunction<ClientKey, String, BindingProof> registration,
            BiFunction<ClientKey, String, BindingProof> refresh) {
        ClientKey some = new ClientKey(algorithm);

        SessionTokens bound =
                node.bind(signIn.sessionId(), registration.apply(some, node.registrationChallenge(signIn)));

        Binding binding = bound.binding().orElseThrow();
        assertThat(binding).isInstanceOf(kind);
        assertThat(binding.thumbprint()).isEqualTo(some.thumbprint());
        assertThat(RawTokens.text(bound.accessToken(), 1))
                .contains("\"cnf\":{\"" + member + "\":\"" + some.thumbprint() + "\"}");
        assertThat(other.find(signIn.sessionId()).orElseThrow().binding()).contains(binding);
        assertThat(other.list("user-1").get(0).binding()).contains(binding);
        String challenge = proofRequired(other, bound).challenge().orElseThrow();
        SessionTokens next = node.refresh(
                bound.refreshToken(), RefreshRequest.of(CONTEXT).withProof(refresh.apply(some, challenge)));
        assertThat(next.binding()).contains(binding);
        assertThat(next.origin()).isEqualTo(SessionTokens.Origin.REFRESH);
    }

    @Test
    void aSessionThatIsNotBoundNeedsNoProofAndTakesNoneAmiss() {
        nodes.passTheGrace();
        RefreshRequest request =
                RefreshRequest.of(CONTEXT).withProof(key.dbsc("any")).withKeyLost();

        SessionTokens next = other.refresh(signIn.refreshToken(), request);

        assertThat(next.binding()).isEmpty();
        assertThat(node.verify(next.accessToken()).binding()).isEmpty();
        assertThat(node.find(next.sessionId()).orElseThrow().binding()).isEmpty();
    }

    @Test
    void bindingAndWhatFollowsAreEvents() {
        SessionTokens bound = bind(node, signIn, key);
        assertRefused(
                InvalidRefreshTokenException.Code.KEY_LOST,
                () -> node.refresh(
                        bound.refreshToken(), RefreshRequest.of(CONTEXT).withKeyLost()));
        node.revoke(signIn.sessionId());

        soon().untilAsserted(() -> assertThat(heard.order).containsExactly("created", "bound", "keyLost", "revoked"));
        assertThat(heard.bound.get(0).binding()).contains(new Binding.Dbsc(key.thumbprint()));
        assertThat(heard.keyLost.get(0).id()).isEqualTo(signIn.sessionId());
    }

    // -- the registration challenge

    @Test
    void g11ARefreshGivesNoRegistrationChallengeToAThiefOfTokensThatAreNotBound() {
        SessionTokens repeated = node.refresh(signIn.refreshToken(), CONTEXT);
        assertThat(repeated.refreshToken()).as("the repeat of the sign-in's").isEqualTo(signIn.refreshToken());
        nodes.passTheGrace();
        SessionTokens rotated = node.refresh(signIn.refreshToken(), CONTEXT);

        for (SessionTokens stolen : List.of(repeated, rotated)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.registrationChallenge(stolen))
                    .withMessageContaining("REFRESH");
        }
        SessionTokens bound = bind(node, node.reauthenticated(signIn.sessionId(), CONTEXT, "otp"), key);
        assertThatIllegalArgumentException().isThrownBy(() -> node.registrationChallenge(bound));
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "hwk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.registrationChallenge(stepped))
                .withMessageContaining("bound already");
    }

    @Test
    void g11AChallengeOfARefreshIsNotOneOfARegistration() {
        SessionTokens bound = bind(node, signIn, key);
        SessionTokens unbound = node.create("user-1", CONTEXT);
        String refreshChallenge = proofRequired(node, bound).challenge().orElseThrow();

        assertNotBound(
                Code.STALE_CHALLENGE, () -> node.bind(unbound.sessionId(), key.dbscRegistration(refreshChallenge)));
        assertThat(node.find(unbound.sessionId()).orElseThrow().binding()).isEmpty();
    }

    @Test
    void theChallengeOfAStepUpBinds() {
        nodes.passTheGrace();
        SessionTokens next = node.refresh(signIn.refreshToken(), CONTEXT);
        SessionTokens stepped = other.reauthenticated(next.sessionId(), CONTEXT, "otp");

        SessionTokens bound = bind(node, stepped, key);

        assertThat(other.verify(bound.accessToken()).factors()).containsKey("otp");
        assertThat(refresh(other, bound, key).binding()).isPresent();
    }

    @Test
    void aChallengeLivesTwoMinutes() {
        String challenge = node.registrationChallenge(signIn);
        nodes.clock().advance(Duration.ofMinutes(2).plusMillis(1));

        assertNotBound(Code.STALE_CHALLENGE, () -> node.bind(signIn.sessionId(), key.dbscRegistration(challenge)));
        SessionTokens late = node.create("user-1", CONTEXT);
        String good = node.registrationChallenge(late);
        nodes.clock().advance(Duration.ofMinutes(2));
        assertThat(node.bind(late.sessionId(), key.dbscRegistration(good)).binding())
                .isPresent();
    }

    @Test
    void aChallengeIsOverWhenItsSessionWasRefreshed() {
        String challenge = node.registrationChallenge(signIn);
        nodes.passTheGrace();
        node.refresh(signIn.refreshToken(), CONTEXT);

        assertNotBound(Code.STALE_CHALLENGE, () -> node.bind(signIn.sessionId(), key.dbscRegistration(challenge)));
    }

    @Test
    void g11TheChallengeOfAnotherSessionDoesNotBind() {
        SessionTokens another = node.create("user-2", CONTEXT);
        String foreign = node.registrationChallenge(another);

        assertNotBound(Code.STALE_CHALLENGE, () -> node.bind(signIn.sessionId(), key.dbscRegistration(foreign)));
        assertThat(node.find(signIn.sessionId()).orElseThrow().binding()).isEmpty();
        assertThat(node.find(another.sessionId()).orElseThrow().binding()).isEmpty();
    }

    @Test
    void aForgedOrDamagedChallengeDoesNotBind() {
        String good = node.registrationChallenge(signIn);
        JwtUserSessionManager foreign = nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));

        for (String bad : List.of(
                "",
                "cv",
                good.substring(1),
                RawTokens.damaged(good),
                foreign.registrationChallenge(foreign.create("user-1", CONTEXT)))) {
            assertNotBound(Code.STALE_CHALLENGE, () -> node.bind(signIn.sessionId(), key.dbscRegistration(bad)));
        }
    }

    @Test
    void theBindingOfASessionThatIsOverSaysSo() {
        BindingProof proof = key.dbscRegistration(node.registrationChallenge(signIn));
        node.revoke(signIn.sessionId());

        InvalidRefreshTokenException refusal = assertRefused(
                InvalidRefreshTokenException.Code.SESSION_NOT_FOUND, () -> other.bind(signIn.sessionId(), proof));
        assertThat(refusal.endsSession()).isTrue();
    }

    // -- once

    @Test
    void g11ARegistrationThatIsReplayedChangesNothingAndGivesNothingNew() {
        BindingProof proof = key.dbscRegistration(node.registrationChallenge(signIn));
        SessionTokens bound = node.bind(signIn.sessionId(), proof);
        StoredSession before = stored();

        SessionTokens repeated = other.bind(signIn.sessionId(), proof);
        assertThat(repeated.refreshToken()).isEqualTo(bound.refreshToken());
        assertThat(repeated.origin()).isEqualTo(SessionTokens.Origin.BINDING);
        assertThat(stored()).isEqualTo(before);
        nodes.passTheGrace();
        assertNotBound(Code.ALREADY_BOUND, () -> node.bind(signIn.sessionId(), proof));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aRegistrationIsNotRepeatedOnceTheSessionWentOn() {
        BindingProof proof = key.dbscRegistration(node.registrationChallenge(signIn));
        SessionTokens bound = node.bind(signIn.sessionId(), proof);
        nodes.passTheGrace();
        refresh(node, bound, key);

        assertNotBound(Code.ALREADY_BOUND, () -> node.bind(signIn.sessionId(), proof));
    }

    @Test
    void g11ABoundSessionNeverChangesItsKey() {
        String challenge = node.registrationChallenge(signIn);
        SessionTokens bound = node.bind(signIn.sessionId(), key.dbscRegistration(challenge));
        ClientKey thief = ClientKey.es256();

        assertNotBound(Code.ALREADY_BOUND, () -> node.bind(signIn.sessionId(), thief.dbscRegistration(challenge)));
        assertNotBound(Code.ALREADY_BOUND, () -> node.bind(signIn.sessionId(), key.softwareRegistration(challenge)));
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");
        assertThat(stepped.binding()).contains(new Binding.Dbsc(key.thumbprint()));
        refresh(node, stepped, key);
        assertThat(bound.binding()).isEqualTo(stepped.binding());
    }

    @Test
    void g11OfTwoRegistrationsThatRaceExactlyOneKeyWins() {
        for (int round = 0; round < 20; round++) {
            SessionTokens tokens = node.create("user-" + round, CONTEXT);
            String challenge = node.registrationChallenge(tokens);
            List<ClientKey> keys = List.of(ClientKey.es256(), ClientKey.es256());

            List<Race.Outcome<SessionTokens>> outcomes = Race.outcomes(
                    2,
                    i -> () -> (i == 0 ? node : other)
                            .bind(tokens.sessionId(), keys.get(i).dbscRegistration(challenge)));

            List<SessionTokens> won = new ArrayList<>();
            outcomes.forEach(outcome -> won.addAll(outcome.value()));
            assertThat(won).hasSize(1);
            assertThat(outcomes.stream().flatMap(outcome -> outcome.thrown().stream()))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            BindingRefusedException.class,
                            lost -> assertThat(lost.code()).isEqualTo(Code.ALREADY_BOUND));
            Binding stored =
                    node.find(tokens.sessionId()).orElseThrow().binding().orElseThrow();
            assertThat(won.get(0).binding()).contains(stored);
        }
    }

    @Test
    void theSameRegistrationOnTwoNodesAtOnceGivesOneRefreshToken() {
        BindingProof proof = key.dbscRegistration(node.registrationChallenge(signIn));

        List<SessionTokens> all =
                Race.values(4, i -> () -> (i % 2 == 0 ? node : other).bind(signIn.sessionId(), proof));

        assertThat(all)
                .extracting(SessionTokens::refreshToken)
                .containsOnly(all.get(0).refreshToken());
        assertThat(stored().generation().number()).isEqualTo(1);
    }

    // -- what stays

    @Test
    void g11AStepUpNewClaimsAndANewDescriptionKeepTheBinding() {
        SessionTokens bound = bind(node, signIn, key);
        node.setClaims(signIn.sessionId(), Map.of("a", 2));
        node.describe(signIn.sessionId(), SessionDescription.of("laptop"));
        SessionTokens stepped = other.reauthenticated(signIn.sessionId(), CONTEXT, "otp");
        SessionTokens repeated = other.reauthenticated(signIn.sessionId(), CONTEXT, "otp");

        for (SessionTokens tokens : List.of(stepped, repeated)) {
            assertThat(tokens.binding()).isEqualTo(bound.binding());
            assertThat(node.verify(tokens.accessToken()).binding()).isEqualTo(bound.binding());
            proofRequired(node, tokens);
            assertThat(refresh(node, tokens, key).binding()).isEqualTo(bound.binding());
        }
        assertThat(node.find(signIn.sessionId()).orElseThrow().name()).contains("laptop");
    }

    @Test
    void accessTokensFromBeforeTheBindingAreGoodUntilTheyExpire() {
        bind(node, signIn, key);

        assertThat(node.verify(signIn.accessToken()).binding()).isEmpty();
        nodes.clock().advance(Duration.ofMinutes(15));
        assertRefused(InvalidAccessTokenException.Code.EXPIRED, () -> node.verify(signIn.accessToken()));
    }

    @Test
    void theBindingIsACriticalPartOfTheRecord() {
        bind(node, signIn, key);

        assertThat(stored().parts().hasCriticalBeside(java.util.Set.of()))
                .as("a node that knows no bindings writes nothing")
                .isTrue();
        assertThat(stored().generation().origin()).isEqualTo(Generation.Origin.BINDING);
    }

    @Test
    void whatCannotBeSignedBindsNothing() {
        JwtUserSessionManager failing = nodes.start(builder -> builder.claimsSource(subject -> {
            throw new IllegalStateException("the source is down");
        }));
        BindingProof proof = key.dbscRegistration(node.registrationChallenge(signIn));
        StoredSession before = stored();

        io.symbolon.fixture.Refusals.assertFailed(
                AnswerFailedException.Code.CLAIMS_SOURCE_FAILED, () -> failing.bind(signIn.sessionId(), proof));
        assertThat(stored()).isEqualTo(before);
        assertThat(node.bind(signIn.sessionId(), proof).binding()).isPresent();
    }

    // -- proofs that are none

    @ParameterizedTest
    @EnumSource(
            value = JwsAlgorithm.class,
            names = {"ES384", "ES512", "HS256", "PS256", "EdDSA"})
    void aBrowsersProofIsSignedWithOneOfTheDraftsAlgorithms(JwsAlgorithm algorithm) {
        String challenge = node.registrationChallenge(signIn);
        String text = key.signed(
                "{\"alg\":\"" + algorithm + "\",\"typ\":\"dbsc+jwt\",\"jwk\":" + key.jwk() + "}",
                "{\"jti\":\"" + challenge + "\"}");

        assertNotBound(Code.INVALID_PROOF, () -> node.bind(signIn.sessionId(), BindingProof.dbsc(text)));
    }

    @Test
    void aProofThatIsNotOneBindsNothing() {
        String challenge = node.registrationChallenge(signIn);
        String claims = "{\"jti\":\"" + challenge + "\"}";
        String jwk = ",\"jwk\":" + key.jwk();
        String good = key.signed(key.header("dbsc+jwt", jwk), claims);
        String another = ClientKey.es256().jwk();
        for (String bad : List.of(
                "",
                "..",
                "...",
                "a.b.c",
                good + ".",
                good + "=",
                " " + good,
                "\"" + good + "\"",
                good.substring(0, good.length() - 4),
                good + "x".repeat(4_096),
                key.signed("{\"alg\":\"none\",\"typ\":\"dbsc+jwt\"" + jwk + "}", claims),
                key.signed("{\"alg\":\"es256\",\"typ\":\"dbsc+jwt\"" + jwk + "}", claims),
                key.signed("{\"alg\":\"ES256\"" + jwk + "}", claims),
                key.signed("{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"dbsc+jwt\"" + jwk + "}", claims),
                key.signed(key.header("JWT", jwk), claims),
                key.signed(key.header("dpop+jwt", jwk), claims),
                key.signed(key.header("symbolon-proof+jwt", jwk), claims),
                key.signed(key.header("dbsc+jwt", ",\"crit\":[\"exp\"]" + jwk), claims),
                key.signed(key.header("dbsc+jwt", ""), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":\"" + key.thumbprint() + "\""), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + another), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk().replace("{", "{\"d\":\"AA\",")), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk().replace("\"y\":\"", "\"y\":\"AQAB")), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk().replace("{", "{\"alg\":\"ES384\",")), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk().replace("P-256", "P-384")), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk().replace("EC", "oct")), claims),
                key.signed(key.header("dbsc+jwt", jwk), "{}"),
                key.signed(key.header("dbsc+jwt", jwk), "{\"jti\":7}"),
                key.signed(key.header("dbsc+jwt", jwk), "[]"),
                key.signed(key.header("dbsc+jwt", jwk), ""),
                key.signed(key.header("dbsc+jwt", jwk), "{\"jti\":\"a\",\"jti\":\"" + challenge + "\"}"))) {
            assertNotBound(Code.INVALID_PROOF, () -> node.bind(signIn.sessionId(), BindingProof.dbsc(bad)));
        }
        assertThat(node.bind(signIn.sessionId(), BindingProof.dbsc(good)).binding())
                .isPresent();
    }

    @Test
    void aWeakKeyBindsNothing() {
        ClientKey weak = new ClientKey(JwsAlgorithm.RS256, io.symbolon.fixture.TestKeys.rsa(1024));
        BindingProof proof = weak.dbscRegistration(node.registrationChallenge(signIn));

        assertNotBound(Code.INVALID_PROOF, () -> node.bind(signIn.sessionId(), proof));
    }

    @Test
    void whatIsNotUsedOfABrowsersProofDoesNoHarm() {
        String challenge = node.registrationChallenge(signIn);
        String text = key.signed(
                key.header("dbsc+jwt", ",\"kid\":\"x\",\"jwk\":" + key.jwk()),
                "{\"aud\":\"https://example.com/reg\",\"jti\":\"" + challenge
                        + "\",\"iat\":1725579055,\"authorization\":\"ac\"}");

        assertThat(node.bind(signIn.sessionId(), BindingProof.dbsc(text)).binding())
                .isPresent();
    }

    private static InvalidRefreshTokenException proofRequired(JwtUserSessionManager node, SessionTokens tokens) {
        InvalidRefreshTokenException refusal = assertRefused(
                InvalidRefreshTokenException.Code.PROOF_REQUIRED, () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(refusal.challenge()).isPresent();
        return refusal;
    }

    private static SessionTokens bind(JwtUserSessionManager node, SessionTokens tokens, ClientKey key) {
        return node.bind(tokens.sessionId(), key.dbscRegistration(node.registrationChallenge(tokens)));
    }

    private static SessionTokens refresh(JwtUserSessionManager node, SessionTokens tokens, ClientKey key) {
        String challenge = proofRequired(node, tokens).challenge().orElseThrow();
        return node.refresh(tokens.refreshToken(), RefreshRequest.of(CONTEXT).withProof(key.dbsc(challenge)));
    }

    private static void assertNotBound(Code code, ThrowingCallable call) {
        BindingRefusedException refusal = catchThrowableOfType(BindingRefusedException.class, call);
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.action()).isEqualTo(SessionException.Action.NONE);
        assertThat(refusal.endsSession()).isFalse();
    }

    private StoredSession stored() {
        return nodes.storage().find(signIn.sessionId()).value().orElseThrow();
    }
}
