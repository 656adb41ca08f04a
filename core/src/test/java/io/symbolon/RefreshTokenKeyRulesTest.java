package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenKeyRulesTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31})
    void aShortSecretIsRefusedWithTheLengthNeededAndHowToMakeOne(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefreshTokenKeys.of(new byte[length]))
                .withMessageContaining("32 bytes")
                .withMessageContaining(String.valueOf(length))
                .withMessageContaining("openssl rand -base64 32");
    }

    @Test
    void theSecretIsCopied() {
        byte[] secret = Nodes.secret();
        RefreshTokenKeys keys = RefreshTokenKeys.of(secret);
        Arrays.fill(secret, (byte) 0);
        JwtUserSessionManager changed = nodes.start(builder -> builder.refreshTokenKeys(keys));
        JwtUserSessionManager other = nodes.start();

        String token = changed.create("user-1", CONTEXT).refreshToken();

        // The same text comes back: the other node makes it with the secret of before.
        assertThat(other.refresh(token, CONTEXT).refreshToken()).isEqualTo(token);
        nodes.passTheGrace();
        assertThat(other.refresh(token, CONTEXT).refreshToken()).isNotEqualTo(token);
    }

    @Test
    void toStringShowsNoSecret() {
        String secret = new String(Nodes.secret(), StandardCharsets.US_ASCII);

        assertThat(RefreshTokenKeys.of(Nodes.secret()).toString()).isNotBlank().doesNotContain(secret.substring(0, 8));
        assertThat(RefreshTokenKeys.generate().toString())
                .isNotEqualTo(RefreshTokenKeys.generate().toString());
    }
}
