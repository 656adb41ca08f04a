package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Name and attributes of a session: kept with it, shown in its list, in no token. */
class SessionDescriptionTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final JwtUserSessionManager other = nodes.start();

    @Test
    void aDescriptionIsShownAndIsInNoToken() {
        SessionTokens tokens = node.create(
                "user-1",
                CONTEXT,
                CreateOptions.defaults()
                        .withDescription(SessionDescription.of("Ana\u2019s laptop", Map.of("room", 7))));

        UserSession seen = other.find(tokens.sessionId()).orElseThrow();

        assertThat(seen.name()).contains("Ana\u2019s laptop");
        assertThat(seen.attributes()).isEqualTo(Map.of("room", 7L));
        assertThat(seen.toString()).doesNotContain("Ana");
        assertThat(node.verify(tokens.accessToken()).claims()).isEmpty();
    }

    @Test
    void describingChangesNothingElse() {
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "reader")));

        assertThat(other.describe(tokens.sessionId(), SessionDescription.of("phone")))
                .isTrue();

        node.verify(tokens.accessToken());
        UserSession seen = node.find(tokens.sessionId()).orElseThrow();
        assertThat(seen.name()).contains("phone");
        assertThat(seen.claims()).isEqualTo(Map.of("role", "reader"));
        nodes.passTheGrace();
        node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(node.find(tokens.sessionId()).orElseThrow().name()).contains("phone");
        assertThat(other.describe(tokens.sessionId(), SessionDescription.none()))
                .isTrue();
        assertThat(node.find(tokens.sessionId()).orElseThrow().name()).isEmpty();
    }

    @Test
    void aSessionThatIsOverCannotBeDescribed() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());

        assertThat(node.describe(tokens.sessionId(), SessionDescription.of("phone")))
                .isFalse();
    }

    @Test
    void aDescriptionAStepUpClaimsAndARefreshAtOnceLoseNothing() {
        for (int round = 0; round < 50; round++) {
            SessionTokens tokens = node.create("user-1", CONTEXT);
            nodes.passTheGrace();
            List<Callable<Object>> writes = List.of(
                    () -> node.describe(tokens.sessionId(), SessionDescription.of("phone")),
                    () -> other.setClaims(tokens.sessionId(), Map.of("role", "reader")),
                    () -> node.reauthenticated(tokens.sessionId(), CONTEXT, "otp"),
                    () -> refreshed(tokens));
            Race.values(writes.size(), writes::get);

            UserSession seen = other.find(tokens.sessionId()).orElseThrow();
            assertThat(seen.name()).contains("phone");
            assertThat(seen.claims()).isEqualTo(Map.of("role", "reader"));
            assertThat(seen.factors()).containsOnlyKeys("otp");
        }
    }

    @Test
    void whatCannotBeKeptIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionDescription.of("x".repeat(65)))
                .withMessageContaining("from 1 to 64");
        SessionDescription.of("\uD83D\uDE00".repeat(64));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionDescription.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionDescription.of("a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionDescription.of("\uD800"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionDescription.none().withAttributes(Map.of("a", "x".repeat(4096))))
                .withMessageContaining("at most 4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionDescription.none().withAttributes(Map.of("a", new Object())))
                .withMessageContaining("attributes hold a java.lang.Object");
        assertThat(SessionDescription.none()
                        .withAttributes(Map.of("sub", "free"))
                        .attributes())
                .as("names that are reserved for claims are free")
                .containsKey("sub");
    }

    private Object refreshed(SessionTokens tokens) {
        try {
            return other.refresh(tokens.refreshToken(), CONTEXT);
        } catch (InvalidRefreshTokenException superseded) {
            return superseded.code();
        }
    }
}
