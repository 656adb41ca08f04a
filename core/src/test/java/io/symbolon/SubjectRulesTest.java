package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRulesTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();

    static Stream<String> hostileSubjects() {
        return Stream.of(
                        ":",
                        "*",
                        "a:b",
                        "{user}",
                        "user@example.com",
                        "../../etc/passwd",
                        "a\\b",
                        "%25%00",
                        "'; DROP TABLE sessions; --",
                        "\"quoted\"",
                        "\0",
                        "a\0b",
                        "\n\r\t",
                        "\u2028\u2029",
                        "\uD83D\uDE00",
                        "\uFEFFbom",
                        "é",
                        "e\u0301",
                        "A",
                        "a",
                        " a",
                        "a ",
                        "\u0430",
                        "null",
                        "\u202Eabc",
                        "x".repeat(1024),
                        "\uD83D\uDE00".repeat(512))
                .filter(subject -> !subject.isBlank());
    }

    @ParameterizedTest
    @MethodSource("hostileSubjects")
    void aSubjectIsOpaqueAndTakenAsItIs(String subject) {
        SessionTokens tokens = node.create(subject, CONTEXT);
        SessionTokens stranger = node.create(subject + "x".substring(0, subject.length() < 1024 ? 1 : 0), CONTEXT);
        boolean same = subject.length() >= 1024;

        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo(subject);
        assertThat(node.list(subject))
                .hasSize(same ? 2 : 1)
                .allMatch(session -> session.subject().equals(subject));
        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(node.verify(next.accessToken()).subject()).isEqualTo(subject);

        assertThat(node.revokeAll(subject)).isEqualTo(same ? 2 : 1);
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(next.accessToken()));
        if (!same) {
            assertThat(node.verify(stranger.accessToken()).subject()).isEqualTo(subject + "x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|A", "a|\u0430", "é|e\u0301", "a|a ", "1|01", "*|x", "a\0|a"})
    void subjectsThatLookAlikeAreNotTheSame(String pair) {
        String one = pair.substring(0, pair.indexOf('|'));
        String other = pair.substring(pair.indexOf('|') + 1);
        SessionTokens tokens = node.create(one, CONTEXT);

        assertThat(node.list(other)).isEmpty();
        assertThat(node.revokeAll(other)).isZero();
        assertThat(node.expireAccessTokens(other)).isZero();
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003", "\uD83D", "a\uDE00b", "\uDE00\uD83D"})
    void aBlankSubjectAndHalfASurrogatePairAreRefusedEverywhere(String subject) {
        assertRefusedEverywhere(subject);
    }

    @Test
    void aSubjectOf1024CharactersIsAcceptedAndOneOfOneMoreIsRefused() {
        assertThat(node.create("x".repeat(1024), CONTEXT)).isNotNull();
        assertRefusedEverywhere("x".repeat(1025));
        assertRefusedEverywhere("x".repeat(10_000_000));
    }

    @Test
    void aContextsTextsAreHeldToTheSame() {
        String longest = "x".repeat(1024);
        SessionContext context =
                SessionContext.of(longest).withLocation(longest).withDevice(new Device(longest, longest));
        SessionTokens tokens = node.create("user-1", context);
        assertThat(node.find(tokens.sessionId()).orElseThrow().createdFrom()).isEqualTo(context);

        for (String bad : new String[] {longest + "x", "\uD83D"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionContext.of(bad))
                    .withMessageContaining("ip");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.withLocation(bad))
                    .withMessageContaining("location");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Device(bad, "x"))
                    .withMessageContaining("type");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Device("x", bad))
                    .withMessageContaining("name");
        }
    }

    private void assertRefusedEverywhere(String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.create(subject, CONTEXT))
                .withMessageContaining("subject");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.list(subject))
                .withMessageContaining("subject");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.revokeAll(subject))
                .withMessageContaining("subject");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.expireAccessTokens(subject))
                .withMessageContaining("subject");
    }
}
