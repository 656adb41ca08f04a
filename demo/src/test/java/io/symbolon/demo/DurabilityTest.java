package io.symbolon.demo;

import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Tokens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, and a second node on the same data. */
class DurabilityTest {

    @TempDir
    private Path folder;

    @Test
    void aRestartSignsNobodyOutAndInAgain() {
        Tokens ada;
        Tokens signedOut;
        try (RunningDemo demo = new RunningDemo(folder)) {
            ada = demo.signIn("ada");
            signedOut = demo.signIn("ada");
            demo.changeRole("admin", demo.signIn("grace").access());
            demo.signOut(signedOut.refresh());
        }
        try (RunningDemo again = new RunningDemo(folder)) {
            assertThat(again.get("/api/me", ada.access()).status()).isEqualTo(200);
            assertThat(again.refresh(ada.refresh()).status()).isEqualTo(200);
            assertThat(again.get("/api/me", signedOut.access()).text("cause")).isEqualTo("SIGNED_OUT");
            assertThat(again.get("/api/me", again.signIn("grace").access()).text("role"))
                    .isEqualTo("admin");
        }
    }

    @Test
    void whoIsSignedOutOnOneNodeIsRefusedByTheOther() {
        try (RunningDemo one = new RunningDemo(folder);
                RunningDemo other = new RunningDemo(folder)) {
            Tokens ada = one.signIn("ada");
            assertThat(other.get("/api/me", ada.access()).status()).isEqualTo(200);

            one.signOut(ada.refresh());

            await().untilAsserted(() ->
                    assertThat(other.get("/api/me", ada.access()).text("cause")).isEqualTo("SIGNED_OUT"));
        }
    }

    @Test
    void aNodeInAnotherProcessJoinsAndGoesOnWhenTheFirstOneHasStopped(@TempDir Path logs) throws Exception {
        RunningDemo first = new RunningDemo(folder);
        try (NodeProcess process = NodeProcess.start(folder, logs.resolve("node.txt"))) {
            DemoClient second = process.client();
            Tokens ada = first.signIn("ada");
            Tokens grace = first.signIn("grace");
            assertThat(second.get("/api/me", ada.access()).status()).isEqualTo(200);

            first.signOut(ada.refresh());
            await().untilAsserted(
                            () -> assertThat(second.get("/api/me", ada.access()).text("cause"))
                                    .isEqualTo("SIGNED_OUT"));

            first.stop();
            await().untilAsserted(() ->
                    assertThat(second.refresh(grace.refresh()).status()).isEqualTo(200));

            process.stop();
            assertThat(process.output()).contains("has stopped").doesNotContain("Exception");
        } finally {
            first.stop();
        }
    }
}
