package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;

class RefreshTokenFuzzTest {
    private static final JwtUserSessionManager NODE = new Nodes().start();
    private static final String PREFIX = "symbolon_rt_";

    @FuzzTest(maxDuration = "60s")
    void noTextIsARefreshToken(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String presented : new String[] {text, PREFIX + text, PREFIX + RawTokens.encode(bytes)}) {
            try {
                assertThat(NODE.refresh(presented, CONTEXT)).isNull();
            } catch (InvalidRefreshTokenException refused) {
                assertThat(refused.code()).isNotNull();
            }
        }
    }
}
