package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class DeviceTokenFuzzTest {
    private static final DeviceTokens DEVICES = new Nodes().start().deviceTokens();
    private static final String PREFIX = "symbolon_dt_";

    @FuzzTest(maxDuration = "60s")
    void noTextKnowsASubjectAndAnyIsReplaced(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String kept : new String[] {text, PREFIX + text, PREFIX + RawTokens.encode(bytes)}) {
            assertThat(DEVICES.familiarity("user-1", Optional.of(kept))).isEqualTo(Familiarity.NOT_KNOWABLE);

            String replaced = DEVICES.with("user-1", Optional.of(kept));

            assertThat(DEVICES.familiarity("user-1", Optional.of(replaced))).isEqualTo(Familiarity.KNOWN_DEVICE);
        }
    }
}
