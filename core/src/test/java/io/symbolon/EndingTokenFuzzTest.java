package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;

class EndingTokenFuzzTest {
    private static final JwtUserSessionManager NODE = new Nodes().start();
    private static final String PREFIX = "symbolon_et_";

    @FuzzTest(maxDuration = "60s")
    void noTextIsAnEndingToken(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String presented : new String[] {text, PREFIX + text, PREFIX + RawTokens.encode(bytes)}) {
            boolean isRefused = false;
            try {
                NODE.revokeByEndingToken(presented);
            } catch (IllegalArgumentException refused) {
                isRefused = true;
            }
            assertThat(isRefused).isTrue();
        }
    }
}
