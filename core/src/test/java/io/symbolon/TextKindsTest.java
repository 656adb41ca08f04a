package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.Nodes;
import io.symbolon.storage.LogCursor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every kind of text that we make, given to every reader of another kind, also under that kind's prefix. */
class TextKindsTest {
    private static final List<String> PREFIXES =
            List.of("", "symbolon_rt_", "symbolon_et_", "symbolon_dt_", "symbolon_fc_");

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final SharedRevocationLog log = node.sharedRevocationLog(1);

    @Test
    void noTextOfOneKindIsAcceptedAsAnother() throws InterruptedException {
        SessionTokens tokens = node.create("alice", CONTEXT);
        Map<String, String> made = Map.of(
                "access", tokens.accessToken(),
                "refresh", tokens.refreshToken(),
                "ending", node.endingToken(tokens.sessionId(), Duration.ofHours(1)),
                "device", node.deviceTokens().with("alice", Optional.empty()),
                "cursor", log.read(LogCursor.START, Duration.ZERO).next().value());
        Map<String, Consumer<String>> readers = Map.of(
                "access", this::assertIsNotAnAccessToken,
                "refresh", this::assertIsNotARefreshToken,
                "ending", this::assertIsNotAnEndingToken,
                "device", this::assertIsNotADeviceToken,
                "cursor", this::assertIsNotACursor);

        made.forEach((kind, text) -> readers.forEach((other, reader) -> {
            if (!kind.equals(other)) {
                reader.accept(text);
                PREFIXES.forEach(prefix -> reader.accept(prefix + body(text)));
            }
        }));

        assertThat(node.list("alice")).hasSize(1);
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
