package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.storage.LogCursor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every kind of text that we make, given to every reader of another kind, also under that kind's prefix. */
class TextKindsTest {
    private static final List<String> PREFIXES = List.of(
            "",
            "symbolon_rt_",
            "symbolon_et_",
            "symbolon_dt_",
            "symbolon_rc_",
            "symbolon_ch_",
            "symbolon_dn_",
            "symbolon_fc_");

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens unbound = node.create("bob", CONTEXT);
    private final SessionTokens bound = bound(key::dbscRegistration);
    private final SessionTokens boundByDpop = bound(key::dpop);
    private final SharedRevocationLog log = node.sharedRevocationLog(1);

    @Test
    void noTextOfOneKindIsAcceptedAsAnother() throws InterruptedException {
        SessionTokens tokens = node.create("alice", CONTEXT);
        Map<String, String> made = Map.of(
                "access", tokens.accessToken(),
                "refresh", tokens.refreshToken(),
                "ending", node.endingToken(tokens.sessionId(), Duration.ofHours(1)),
                "device", node.deviceTokens().with("alice", Optional.empty()),
                "registration challenge", node.registrationChallenge(unbound),
                "refresh challenge", challenge(),
                "DPoP nonce", node.dpopNonce(),
                "cursor", log.read(LogCursor.START, Duration.ZERO).next().value());
        Map<String, Consumer<String>> readers = Map.of(
                "access", this::assertIsNotAnAccessToken,
                "refresh", this::assertIsNotARefreshToken,
                "ending", this::assertIsNotAnEndingToken,
                "device", this::assertIsNotADeviceToken,
                "registration challenge", this::assertIsNotARegistrationChallenge,
                "refresh challenge", this::assertIsNotARefreshChallenge,
                "DPoP nonce", this::assertIsNotADpopNonce,
                "cursor", this::assertIsNotACursor);

        made.forEach((kind, text) -> readers.forEach((other, reader) -> {
            if (!kind.equals(other)) {
                reader.accept(text);
                PREFIXES.forEach(prefix -> reader.accept(prefix + body(text)));
            }
        }));

        assertThat(node.list("alice")).hasSize(1);
        assertThat(node.find(unbound.sessionId()).orElseThrow().binding()).isEmpty();
        assertThat(refresh(bound, key.dbsc(challenge())).binding()).isPresent();
        assertThat(refresh(boundByDpop, key.dpop(node.dpopNonce())).binding()).isPresent();
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("alice");
    }

    private void assertIsNotAnAccessToken(String text) {
        assertThatThrownBy(() -> node.verify(text)).isInstanceOf(InvalidAccessTokenException.class);
    }

    private void assertIsNotARefreshToken(String text) {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> node.refresh(text, CONTEXT), () -> node.revokeByRefreshToken(text))) {
            assertThatThrownBy(call).isInstanceOf(InvalidRefreshTokenException.class);
        }
    }

    private void assertIsNotAnEndingToken(String text) {
        assertThatThrownBy(() -> node.revokeByEndingToken(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertIsNotADeviceToken(String text) {
        assertThat(node.deviceTokens().familiarity("alice", Optional.of(text))).isEqualTo(Familiarity.NOT_KNOWABLE);
    }

    private void assertIsNotARegistrationChallenge(String text) {
        assertThatThrownBy(() -> node.bind(unbound.sessionId(), key.dbscRegistration(text)))
                .isInstanceOf(BindingRefusedException.class);
    }

    private void assertIsNotARefreshChallenge(String text) {
        assertThatThrownBy(() -> refresh(bound, key.dbsc(text))).isInstanceOf(InvalidRefreshTokenException.class);
    }

    private void assertIsNotADpopNonce(String text) {
        String token = boundByDpop.accessToken();
        assertThatThrownBy(() -> node.verify(token, key.dpop(text, token, "GET", ClientKey.REFRESH_URI)))
                .isInstanceOf(InvalidAccessTokenException.class);
        assertThatThrownBy(() -> refresh(boundByDpop, key.dpop(text))).isInstanceOf(InvalidRefreshTokenException.class);
    }

    private SessionTokens bound(Function<String, BindingProof> proof) {
        SessionTokens tokens = node.create("bob", CONTEXT);
        return node.bind(tokens.sessionId(), proof.apply(node.registrationChallenge(tokens)));
    }

    private String challenge() {
        return catchThrowableOfType(
                        InvalidRefreshTokenException.class, () -> node.refresh(bound.refreshToken(), CONTEXT))
                .challenge()
                .orElseThrow();
    }

    private SessionTokens refresh(SessionTokens tokens, BindingProof proof) {
        return node.refresh(tokens.refreshToken(), RefreshRequest.of(CONTEXT).withProof(proof));
    }

    private void assertIsNotACursor(String text) {
        assertThat(log.isOurs(new LogCursor(text))).isFalse();
    }

    private static String body(String text) {
        return PREFIXES.stream()
                .filter(prefix -> !prefix.isEmpty() && text.startsWith(prefix))
                .findFirst()
                .map(prefix -> text.substring(prefix.length()))
                .orElse(text);
    }
}
