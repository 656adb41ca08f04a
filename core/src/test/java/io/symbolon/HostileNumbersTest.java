package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in payloads that the right key signed. */
class HostileNumbersTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(0));
    private final String token = node.create("user-1", CONTEXT).accessToken();

    @Test
    void numbersHaveOneForm() {
        AccessToken token = verify(withMember("\"long\":9223372036854775807,\"big\":9223372036854775808,\"zero\":-0,"
                + "\"decimal\":1.50,\"large\":1e400,\"small\":1e-400,\"one\":1e0,\"ten\":100e-1"));

        assertThat(token.claims())
                .containsEntry("long", Long.MAX_VALUE)
                .containsEntry("big", new BigInteger("9223372036854775808"))
                .containsEntry("zero", 0L)
                .containsEntry("one", 1L)
                .containsEntry("ten", new BigDecimal("10.0"))
                .containsEntry("decimal", new BigDecimal("1.50"))
                .containsEntry("large", new BigDecimal("1e400"))
                .containsEntry("small", new BigDecimal("1e-400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e10000",
                "1e-10001",
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1e99999999999",
                "1e9999999999999999999"
            })
    void anExponentThatWouldFillTheMemoryIsRefused(String number) {
        assertMalformed(withMember("\"own\":" + number));
        assertMalformed(withMember("\"own\":[{\"a\":" + number + "}]"));
    }

    @Test
    void aNumberOfMoreThanAThousandDigitsIsRefused() {
        assertThat(verify(withMember("\"own\":" + "7".repeat(1000))).claims().get("own"))
                .isEqualTo(new BigInteger("7".repeat(1000)));
        assertMalformed(withMember("\"own\":" + "7".repeat(1001)));
        assertMalformed(withMember("\"own\":0." + "7".repeat(1001)));
    }

    private AccessToken verify(String payload) {
        return node.verify(RawTokens.signed(RawTokens.part(token, 0), payload));
    }

    private void assertMalformed(String payload) {
        assertRefused(Code.MALFORMED, () -> verify(payload));
    }

    private String withMember(String member) {
        return RawTokens.text(token, 1).replaceFirst("}$", ',' + member + '}');
    }
}
