package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two readers of a token must read one text: claims in any other form than strict UTF-8 are refused. */
class StrictPayloadTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(0));
    private final String token = node.create("user-1", CONTEXT).accessToken();
    private final String payload = RawTokens.text(token, 1);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void anotherEncodingIsMalformed(String charset) {
        assertMalformed(payload.getBytes(Charset.forName(charset)));
    }

    @Test
    void aByteOrderMarkIsMalformed() {
        assertMalformed(("\uFEFF" + payload).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        List<byte[]> notUtf8 = List.of(
                new byte[] {(byte) 0xC0, (byte) 0x80}, // overlong
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF}, // overlong
                new byte[] {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF}, // overlong
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // half of a surrogate pair
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // above 10FFFF
                new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xFF});
        for (byte[] bytes : notUtf8) {
            assertMalformed(withClaim(bytes));
        }
        assertThat(node.verify(signed(withClaim("ä€😀".getBytes(StandardCharsets.UTF_8))))
                        .claim("x", String.class))
                .contains("ä€😀");
    }

    @Test
    void aSubjectThatASignInRefusesIsMalformed() {
        for (String subject : new String[] {"", "   ", "\\u2003", "a".repeat(1_025), "\\uD800"}) {
            assertMalformed(payload.replace("\"user-1\"", "\"" + subject + "\"").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRefusalSaysWhatIsAccepted() {
        String foreign =
                signed(payload.replace(Nodes.ISSUER, "https://other.example").getBytes(StandardCharsets.UTF_8));

        assertThat(assertRefused(Code.WRONG_ISSUER, () -> node.verify(foreign))).hasMessageContaining(Nodes.ISSUER);
        assertThat(assertRefused(Code.MALFORMED, () -> node.verify("Bearer " + token)))
                .hasMessageContaining("Bearer")
                .hasMessageNotContaining(token);
    }

    private byte[] withClaim(byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((payload.substring(0, payload.length() - 1) + ",\"x\":\"").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(value);
        bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private String signed(byte[] claims) {
        return RawTokens.signed(RawTokens.part(token, 0), claims);
    }

    private void assertMalformed(byte[] claims) {
        assertRefused(Code.MALFORMED, () -> node.verify(signed(claims)));
    }
}
