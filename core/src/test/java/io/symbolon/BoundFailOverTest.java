package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.ForgetfulStorage;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.StoredSession;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The storage answered, then lost what it had written: the binding, or refreshes after it. */
class BoundFailOverTest {
    private final SettableClock clock = new SettableClock();
    private final ForgetfulStorage storage = new ForgetfulStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();
    private final JwtUserSessionManager other = nodes.start();
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens signIn = node.create("user-1", CONTEXT);

    @Test
    void g11AFailOverThatLostTheBindingNeverMakesABoundTokenOneWithout() {
        storage.forget(true);
        SessionTokens bound = bind();
        storage.forget(false);
        assertThat(stored().parts()).as("the binding is lost").isEqualTo(storedAtFirst());

        for (JwtUserSessionManager any : new JwtUserSessionManager[] {node, other}) {
            InvalidRefreshTokenException refusal =
                    assertRefused(Code.SESSION_NOT_FOUND, () -> any.refresh(bound.refreshToken(), CONTEXT));
            assertThat(refusal.action()).isEqualTo(SessionException.Action.SIGN_IN);
            assertThat(refusal.endsSession()).isTrue();
        }
    }

    /** Nothing that is left tells that there was a binding: docs/design.md says why that stays so. */
    @Test
    void aTokenFromBeforeALostBindingIsWhatItWasUntilOneFromAfterItIsPresented() {
        storage.forget(true);
        SessionTokens bound = bind();
        storage.forget(false);

        SessionTokens thiefs = other.refresh(signIn.refreshToken(), CONTEXT);
        assertThat(thiefs.binding()).isEmpty();
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(bound.refreshToken(), CONTEXT));

        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(thiefs.refreshToken(), CONTEXT));
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(thiefs.accessToken()));
    }

    @Test
    void g11WhatIsLeftOfASessionThatLostItsBindingIsOverForAThiefToo() {
        storage.forget(true);
        SessionTokens bound = bind();
        storage.forget(false);
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(bound.refreshToken(), CONTEXT));

        assertRefused(Code.SESSION_NOT_FOUND, () -> other.refresh(signIn.refreshToken(), CONTEXT));
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(bound.accessToken()));
        assertThat(node.list("user-1")).isEmpty();
    }

    @Test
    void g11AFailOverThatLostRefreshesOfABoundSessionSignsNobodyOutAndStillAsksForTheProof() {
        SessionTokens bound = bind();
        storage.forget(true);
        nodes.passTheGrace();
        SessionTokens lost = refresh(bound);
        storage.forget(false);

        assertRefused(Code.PROOF_REQUIRED, () -> other.refresh(lost.refreshToken(), CONTEXT));
        SessionTokens next = refresh(lost);

        assertThat(next.sessionId()).isEqualTo(signIn.sessionId());
        assertThat(next.refreshToken()).isNotIn(lost.refreshToken(), bound.refreshToken());
        assertThat(next.binding()).isEqualTo(bound.binding());
        assertThat(refresh(bound).refreshToken()).isEqualTo(next.refreshToken());
    }

    @Test
    void g11AnUnboundTokenAboveTheStoredGenerationIsOneFromBeforeTheBinding() {
        storage.forget(true);
        SessionTokens ahead = signIn;
        for (int i = 0; i < 3; i++) {
            nodes.passTheGrace();
            ahead = node.refresh(ahead.refreshToken(), CONTEXT);
        }
        storage.forget(false);
        SessionTokens stepped = node.reauthenticated(signIn.sessionId(), CONTEXT, "otp");
        SessionTokens bound = node.bind(signIn.sessionId(), key.dbscRegistration(node.registrationChallenge(stepped)));
        SessionTokens unbound = ahead;

        assertRefused(Code.PROOF_REQUIRED, () -> other.refresh(unbound.refreshToken(), CONTEXT));
        assertRefused(Code.SUPERSEDED, () -> refresh(unbound));
        nodes.passTheGrace();
        assertThat(refresh(unbound).refreshToken()).isEqualTo(bound.refreshToken());
    }

    private SessionTokens bind() {
        return node.bind(signIn.sessionId(), key.dbscRegistration(node.registrationChallenge(signIn)));
    }

    private SessionTokens refresh(SessionTokens tokens) {
        String challenge = assertRefused(Code.PROOF_REQUIRED, () -> other.refresh(tokens.refreshToken(), CONTEXT))
                .challenge()
                .orElseThrow();
        return node.refresh(tokens.refreshToken(), RefreshRequest.of(CONTEXT).withProof(key.dbsc(challenge)));
    }

    private StoredSession stored() {
        return storage.find(signIn.sessionId()).value().orElseThrow();
    }

    private io.symbolon.storage.SessionParts storedAtFirst() {
        SessionTokens another = node.create("user-2", CONTEXT);
        return storage.find(another.sessionId()).value().orElseThrow().parts();
    }
}
