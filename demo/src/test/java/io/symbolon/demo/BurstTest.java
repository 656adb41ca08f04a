package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurstTest {
    @Test
    void aHundredThousandVerificationsNeedNoStorage(@TempDir Path folder) {
        try (RunningDemo demo = new RunningDemo(folder)) {
            Answer burst = demo.post("/api/burst", demo.signIn("ada").access());

            assertThat(burst.json().path("verifications").asInt()).isEqualTo(100_000);
            assertThat(burst.json().path("micros").asInt()).isPositive();
            assertThat(burst.json().path("storage_calls").asInt())
                    .as("of others meanwhile")
                    .isLessThan(10);
            assertThat(demo.post("/api/burst", "not a token").status()).isEqualTo(401);
        }
    }
}
