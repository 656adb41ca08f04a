package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Answer;
import io.symbolon.demo.DemoClient.Tokens;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminTest {
    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = new RunningDemo(folder);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void anAdministratorSeesEverybodysSessionsAndEndsOne() {
        Tokens ada = demo.signIn("ada");
        Tokens margaret = demo.signIn("margaret");
        String session = demo.get("/api/me", ada.access()).text("session_id");

        Answer accounts = demo.get("/api/admin/accounts", margaret.access());
        Answer ended = demo.delete("/api/admin/sessions/" + session, margaret.access());

        assertThat(accounts.json().path(0).path("name").asString()).isEqualTo("ada");
        assertThat(accounts.json().path(0).path("sessions"))
                .anySatisfy(shown -> assertThat(shown.path("id").asString()).isEqualTo(session));
        assertThat(ended.status()).isEqualTo(204);
        assertThat(demo.get("/api/me", ada.access()).text("cause")).isEqualTo("ADMINISTRATOR");
        assertThat(demo.delete("/api/admin/sessions/" + session, margaret.access())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAdministratorEndsAllSessionsOfSomebody() {
        Tokens first = demo.signIn("grace");
        Tokens second = demo.signIn("grace");
        Tokens margaret = demo.signIn("margaret");

        Answer ended = demo.post("/api/admin/accounts/grace/end-sessions", margaret.access());

        assertThat(ended.json().path("ended").asInt()).isEqualTo(2);
        assertThat(demo.get("/api/me", first.access()).text("cause")).isEqualTo("ADMINISTRATOR");
        assertThat(demo.get("/api/me", second.access()).status()).isEqualTo(401);
        assertThat(demo.get("/api/me", margaret.access()).status()).isEqualTo(200);
    }

    @Test
    void anAdministratorEndsEverything() {
        Tokens ada = demo.signIn("ada");
        Tokens margaret = demo.signIn("margaret");

        Answer ended = demo.post("/api/admin/end-everything", margaret.access());

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("done").asInt())
                .isEqualTo(ended.json().path("partitions").asInt())
                .isPositive();
        assertThat(demo.get("/api/me", ada.access()).text("cause")).isEqualTo("ADMINISTRATOR");
        assertThat(demo.get("/api/me", margaret.access()).text("cause")).isEqualTo("ADMINISTRATOR");
        assertThat(demo.get("/api/me", demo.signIn("ada").access()).status())
                .as("people sign in again")
                .isEqualTo(200);
    }

    @Test
    void aMemberMayDoNoneOfIt() {
        Tokens ada = demo.signIn("ada");

        assertThat(demo.get("/api/admin/accounts", ada.access()).text("code")).isEqualTo("FORBIDDEN");
        assertThat(demo.post("/api/admin/accounts/grace/end-sessions", ada.access())
                        .status())
                .isEqualTo(403);
        assertThat(demo.post("/api/admin/end-everything", ada.access()).status())
                .isEqualTo(403);
        assertThat(demo.delete("/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA", ada.access())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/sessions/1",
                "/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA",
                "/api/admin/sessions/%F0%9F%98%80"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(demo.delete(path, demo.signIn("margaret").access()).status()).isEqualTo(404);
    }

    @Test
    void anUnknownAccountIsNotFound() {
        assertThat(demo.post(
                                "/api/admin/accounts/charles/end-sessions",
                                demo.signIn("margaret").access())
                        .status())
                .isEqualTo(404);
    }
}
