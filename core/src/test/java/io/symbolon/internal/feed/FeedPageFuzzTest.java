package io.symbolon.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.internal.json.JsonException;
import java.nio.charset.StandardCharsets;

class FeedPageFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aTextIsAPageOrIsRefused(byte[] bytes) {
        try {
            FeedPage page = FeedPageReader.read(new String(bytes, StandardCharsets.UTF_8));
            assertThat(page.retention()).isPositive();
            assertThat(page.page().contactAge().isNegative()).isFalse();
            assertThat(page.page().revocations()).allMatch(entry -> entry.minimumVersion() >= 0);
        } catch (JsonException refused) {
            assertThat(refused).hasNoCause();
        }
    }
}
