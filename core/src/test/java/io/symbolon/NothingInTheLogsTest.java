package io.symbolon;

import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.HardwareKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.TestKeys;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** G10: provokes every exception and every log line, and searches what they say. */
class NothingInTheLogsTest {
    private static final String SUBJECT = "subject-f81d4fae7dec";
    private static final String VALUE = "value-a0eebc999c0b";
    private static final Map<String, ?> CLAIMS = Map.of("name", VALUE);
    private static final SessionContext CONTEXT =
            SessionContext.of("203.0.113.7").withDevice(new Device("desktop", "Firefox"));
    private static final SessionContext OTHER = CONTEXT.withDevice(new Device("phone", "x"));

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final List<String> said = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final RecordingListener heard = new RecordingListener();
    private final ClientKey clientKey = ClientKey.es256();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard)
            .listener(new SessionListener() {
                @Override
                public void created(UserSession session) {
                    throw new IllegalStateException(session.subject() + session.claims());
                }
            })
            .sessionLimit(SessionLimit.rejectNew(20))
            .stalenessPolicy(StalenessPolicy.rejectAfter(Duration.ofMinutes(1))));
    private final SessionTokens first = node.create(SUBJECT, CONTEXT, CreateOptions.claims(CLAIMS));

    @Test
    void noMessageLogLineOrToStringHoldsATokenAKeyAClaimOrASubject() {
        refuseAccessTokens();
        refuseRefreshTokens();
        refuseProofs();
        failToAnswer();
        refuseKeys();
        refuseArguments();
        loseTheStorage();
        heard.created.forEach(event -> said.add(event.toString()));
        heard.refreshed.forEach(event -> said.add(event.toString()));
        heard.revoked.forEach(event -> said.add(event.toString()));
        heard.expired.forEach(event -> said.add(event.toString()));
        said.addAll(log.lines());

        assertThat(codes)
                .as("all of them were provoked")
                .contains(names(InvalidAccessTokenException.Code.values()))
                .contains(names(InvalidRefreshTokenException.Code.values()))
                .contains(names(AnswerFailedException.Code.values()))
                .contains(names(BindingRefusedException.Code.values()))
                .contains(names(SessionLimitException.Code.values()))
                .contains(names(SessionStorageException.Code.values()));
        assertThat(log.lines())
                .anyMatch(line -> line.contains("threw java.lang.IllegalStateException"))
                .anyMatch(line -> line.contains("cannot be read"))
                .anyMatch(line -> line.contains("can be read again"))
                .anyMatch(line -> line.contains("lost"));
        assertThat(said).hasSizeGreaterThan(50);
        for (String secret : secrets()) {
            assertThat(said).as("what is searched for: %s", secret).noneMatch(text -> text.contains(secret));
        }
    }

    private void refuseAccessTokens() {
        String token = first.accessToken();
        String header = RawTokens.part(token, 0);
        String payload = RawTokens.text(token, 1);
        say(() -> node.verify(token + "x"));
        say(() -> node.verify(token.substring(1)));
        say(() -> node.verify(token + ".x"));
        say(() -> node.verify(RawTokens.signed(header, payload.replace("\"exp\"", "\"x\""))));
        say(() -> node.verify(RawTokens.signed(header, payload + VALUE)));
        say(() -> node.verify(RawTokens.signed(header, payload.replace(Nodes.ISSUER, SUBJECT))));
        say(() -> node.verify(RawTokens.signed(header, payload.replace(Nodes.AUDIENCE, SUBJECT))));
        say(() -> node.verify(RawTokens.signed(header, payload.replaceFirst("}$", ",\"nbf\":9999999999}"))));
        SessionTokens tokens = node.create(SUBJECT, CONTEXT, CreateOptions.claims(CLAIMS));
        node.expireAccessTokens(tokens.sessionId());
        say(() -> node.verify(tokens.accessToken()));
        node.revoke(tokens.sessionId());
        say(() -> node.verify(tokens.accessToken()));
        clock.advance(Duration.ofMinutes(15));
        say(() -> node.verify(token));
        clock.advance(Duration.ofMinutes(-15));
    }

    private void refuseProofs() {
        SessionTokens tokens = node.create(SUBJECT, CONTEXT, CreateOptions.claims(CLAIMS));
        SessionId id = tokens.sessionId();
        BindingProof.Dpop registration = clientKey.dpop(node.registrationChallenge(tokens));
        say(() -> node.bind(id, clientKey.dpop(VALUE)));
        say(() -> node.bind(id, BindingProof.dbsc(VALUE)));
        SessionTokens bound = node.bind(id, registration);
        say(() -> node.bind(id, ClientKey.es256().dpop(node.registrationChallenge(tokens))));
        say(() -> node.refresh(bound.refreshToken(), CONTEXT));
        say(() -> node.verify(bound.accessToken()));
        say(() -> node.verify(bound.accessToken(), clientKey.dpop(VALUE)));
        said.add(registration.toString());
        said.add(bound.toString());
        said.add(node.find(id).orElseThrow().toString());
        said.add(RefreshRequest.of(CONTEXT).withProof(registration).toString());
        node.revoke(id);
    }

    private void refuseRefreshTokens() {
        String token = first.refreshToken();
        say(() -> node.refresh(token + "x", CONTEXT));
        say(() -> node.refresh(RawTokens.damaged(token), CONTEXT));
        say(() -> nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()))
                .refresh(token, CONTEXT));
        say(() -> node.refresh(token, OTHER));
        nodes.passTheGrace();
        String second = node.refresh(token, CONTEXT).refreshToken();
        nodes.passTheGrace();
        node.refresh(second, CONTEXT, CLAIMS);
        say(() -> node.refresh(token, CONTEXT));
        say(() -> node.refresh(second, CONTEXT));
        for (InvalidRefreshTokenException.Code code : InvalidRefreshTokenException.Code.values()) {
            say(() -> {
                throw new InvalidRefreshTokenException(code);
            });
        }
    }

    private void failToAnswer() {
        say(() -> node.create(SUBJECT, CONTEXT, CreateOptions.claims(Map.of("name", VALUE.repeat(1000)))));
        say(() -> node.refresh(
                node.create(SUBJECT, CONTEXT, CreateOptions.claims(CLAIMS)).refreshToken(),
                RefreshRequest.of(CONTEXT).withMaximumAccessTokenLength(10)));
        say(() -> nodes.start(builder -> builder.claimsSource(subject -> Map.of("sub", VALUE)))
                .create(SUBJECT, CONTEXT));
        try (HardwareKey hardware = new HardwareKey()) {
            JwtUserSessionManager signing = nodes.start(builder -> builder.signingKeys(hardware.signingKeys()));
            hardware.unplug();
            say(() -> signing.create(SUBJECT, CONTEXT, CreateOptions.claims(CLAIMS)));
        }
    }

    private void refuseKeys() {
        byte[] secret = Nodes.secret();
        say(() -> SigningKeys.hmac(JwsAlgorithm.HS512, secret));
        say(() -> SigningKeys.hmac(JwsAlgorithm.ES256, secret));
        say(() -> RefreshTokenKeys.of(Arrays.copyOf(secret, 31)));
        say(() -> SigningKeys.of(JwsAlgorithm.RS256, TestKeys.rsa(1024)));
        KeyPair pair = TestKeys.pair(JwsAlgorithm.ES256);
        say(() -> SigningKeys.of(JwsAlgorithm.ES384, pair));
        say(() -> SigningKeys.of(
                JwsAlgorithm.ES256,
                new KeyPair(
                        pair.getPublic(), TestKeys.another(JwsAlgorithm.ES256).getPrivate())));
        say(() -> AccessTokenVerifier.builder().jwks("{\"keys\":[{\"k\":\"" + VALUE + "\"}]}"));
        say(() -> AccessTokenVerifier.builder().jwks(VALUE));
    }

    private void refuseArguments() {
        say(() -> node.create(SUBJECT + "\uD83D", CONTEXT));
        say(() -> node.create(SUBJECT.repeat(100), CONTEXT));
        say(() -> node.create(SUBJECT, CONTEXT, CreateOptions.claims(Map.of("sub", VALUE))));
        say(() -> node.create(SUBJECT, CONTEXT, CreateOptions.claims(Map.of("a", VALUE.repeat(1000)))));
        say(() -> CreateOptions.claims(Map.of("a", new StringBuilder(VALUE).reverse())));
        say(() -> CreateOptions.claims(Map.of("a", VALUE + "\uD83D")));
        say(() -> SessionId.parse(first.refreshToken()));
        say(() -> node.revokeOthers(first.sessionId()));
        for (int i = 0; i < 25; i++) {
            say(() -> said.add(node.create(SUBJECT, CONTEXT).toString()));
        }
    }

    private void loseTheStorage() {
        String token = node.create("another", CONTEXT).accessToken();
        node.revoke(first.sessionId());
        node.revokeAll(SUBJECT);
        soon().until(() -> node.revocationStatus().lag().isZero());
        storage.log().fail();
        clock.advance(Duration.ofMinutes(2));
        say(() -> node.verify(token));
        soon().until(() -> log.lines().stream().anyMatch(line -> line.contains("cannot be read")));
        say(nodes::start);
        say(() -> {
            throw new SessionStorageException("The connection was lost.", false, null);
        });
        storage.replaceBy(new InMemoryUserSessionStorage(clock));
        storage.log().recover();
        soon().until(() -> log.lines().stream().anyMatch(line -> line.contains("lost")));
        soon().until(() -> log.lines().stream().anyMatch(line -> line.contains("can be read again")));
        node.close();
        say(() -> node.list(SUBJECT));
    }

    private void say(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown != null) {
            said.add(thrown.getMessage());
            said.add(CapturedLog.trace(thrown));
        }
        if (thrown instanceof SessionException refusal) {
            codes.add(refusal.code().name());
            said.add(refusal.code() + " " + refusal.action());
        }
    }

    private List<String> secrets() {
        byte[] secret = Nodes.secret();
        List<String> secrets = new ArrayList<>(List.of(
                SUBJECT,
                VALUE,
                new StringBuilder(VALUE).reverse().toString(),
                new String(secret, StandardCharsets.US_ASCII).substring(0, 12),
                Base64.getEncoder().encodeToString(secret).substring(0, 16),
                HexFormat.of().formatHex(secret).substring(0, 16)));
        secrets.add(RawTokens.part(first.accessToken(), 1).substring(0, 24));
        secrets.add(RawTokens.part(first.accessToken(), 2).substring(0, 16));
        secrets.add(first.refreshToken().substring(60));
        secrets.add(first.refreshToken().substring(0, 30));
        secrets.addAll(List.of("symbolon_rc_", "symbolon_ch_", "symbolon_dn_"));
        return secrets;
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
