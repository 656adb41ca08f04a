package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claim {@code cnf}: one member that is known, or no token. */
class ConfirmationClaimTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final String token = node.create("user-1", CONTEXT).accessToken();

    @Test
    void eachKindHasAMemberOfItsOwn() {
        assertThat(node.verify(with("{\"dbsc_jkt\":\"" + THUMBPRINT + "\"}")).binding())
                .contains(new Binding.Dbsc(THUMBPRINT));
        assertThat(node.verify(with("{\"software_jkt\":\"" + THUMBPRINT + "\"}"))
                        .binding())
                .contains(new Binding.Software(THUMBPRINT));
        assertRefused(Code.PROOF_REQUIRED, () -> node.verify(with("{\"jkt\":\"" + THUMBPRINT + "\"}")));
        assertThat(node.verify(token).binding()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"" + THUMBPRINT + "\"",
                "{\"jkt\":null}",
                "{\"jkt\":7}",
                "{\"jkt\":\"\"}",
                "{\"jkt\":\"short\"}",
                "{\"jkt\":\"" + THUMBPRINT + "A\"}",
                "{\"jkt\":\"0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}",
                "{\"dbsc_jkt\":\"" + THUMBPRINT + "\",\"jkt\":\"" + THUMBPRINT + "\"}",
                "{\"dbsc_jkt\":\"" + THUMBPRINT + "\",\"dbsc_jkt\":\"" + THUMBPRINT + "\"}",
                "{\"dbsc_jkt\":{\"jkt\":\"" + THUMBPRINT + "\"}}",
                "{\"x5t#S256\":\"" + THUMBPRINT + "\"}",
                "{\"of_a_newer_node\":\"" + THUMBPRINT + "\"}",
            })
    void whatIsNotUnderstoodOfItIsNeverOverlooked(String confirmation) {
        assertRefused(Code.MALFORMED, () -> node.verify(with(confirmation)));
    }

    @Test
    void aClaimThatStandsTwiceIsRefused() {
        String member = "{\"dbsc_jkt\":\"" + THUMBPRINT + "\"}";

        assertRefused(Code.MALFORMED, () -> node.verify(with(member + ",\"cnf\":" + member)));
    }

    @Test
    void noCallerWritesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.claims(Map.of("cnf", Map.of("jkt", THUMBPRINT))))
                .withMessageContaining("cnf");
    }

    private String with(String confirmation) {
        String payload = RawTokens.text(token, 1);
        return RawTokens.signed(
                RawTokens.part(token, 0),
                payload.substring(0, payload.length() - 1) + ",\"cnf\":" + confirmation + "}");
    }
}
