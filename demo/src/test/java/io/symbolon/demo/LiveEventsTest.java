package io.symbolon.demo;

import static io.symbolon.demo.Patience.PATIENCE;
import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveEventsTest {
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
    void aStreamBeginsWithWhereItIsAndGoesOnWithFigures() {
        try (Listener ada = listen(demo.signIn("ada"))) {
            ada.awaitEvent("counters");

            assertThat(ada.lines().get(0)).isEqualTo("event:hello");
            assertThat(ada.lines().get(1)).contains("\"storage\":\"H2 on file\"");
        }
    }

    @Test
    void thePagesOfAnEndedSessionAreCutOffWithinASecondAndToldWhy() {
        Tokens laptop = demo.signIn("ada");
        Tokens phone = demo.signIn("ada");
        try (Listener onPhone = listen(phone);
                Listener onLaptop = listen(laptop)) {
            demo.post("/sessions/revoke-others", laptop.access());

            onPhone.awaitEnd();
            assertThat(onPhone.lines()).contains("event:signed_out");
            assertThat(onPhone.lines()).anyMatch(line -> line.contains("SIGNED_OUT_FROM_ANOTHER_SESSION"));
            onLaptop.awaitEvent("revoked");
            assertThat(onLaptop.lines()).doesNotContain("event:signed_out");
        }
    }

    @Test
    void aPageWhoseTokenIsOutdatedIsAskedToComeBack() {
        Tokens grace = demo.signIn("grace");
        try (Listener listener = listen(grace)) {
            demo.changeRole("member", grace.access());

            listener.awaitEnd();
            assertThat(listener.lines()).contains("event:access_tokens_expired", "event:outdated");
        }
    }

    @Test
    void membersHearOfTheirOwnSessionsAdministratorsOfAll() {
        try (Listener ada = listen(demo.signIn("ada"));
                Listener margaret = listen(demo.signIn("margaret"))) {
            Tokens grace = demo.signIn("grace");
            demo.refresh(grace.refresh());
            margaret.awaitEvent("refreshed");
            demo.signIn("ada");
            ada.awaitEvent("created");

            assertThat(margaret.lines()).contains("event:created");
            assertThat(String.join("\n", ada.lines())).doesNotContain("grace").doesNotContain("event:refreshed");
        }
    }

    @Test
    void reuseIsTold() {
        Tokens first = demo.signIn("margaret");
        Tokens second = demo.rotated(first);
        demo.rotated(second);
        try (Listener margaret = listen(demo.signIn("margaret"))) {
            demo.refresh(first.refresh());

            margaret.awaitEvent("reuse_detected");
            margaret.awaitEvent("revoked");
            assertThat(String.join("\n", margaret.lines())).contains("REUSE_DETECTED");
        }
    }

    @Test
    void theDemoStopsAtOnceThoughPagesListen(@TempDir Path folder) {
        RunningDemo stopped = new RunningDemo(folder);
        Tokens ada = stopped.signIn("ada");
        try (Listener listener = new Listener(stopped.listen(ada.access()))) {
            listener.awaitEvent("hello");

            await().atMost(PATIENCE.dividedBy(3)).until(() -> {
                stopped.close();
                return true;
            });

            listener.awaitEnd();
        }
    }

    private Listener listen(Tokens tokens) {
        Listener listener = new Listener(demo.listen(tokens.access()));
        listener.awaitEvent("hello");
        return listener;
    }

    /** Collects the lines of a stream. */
    private static final class Listener implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;
        private final Thread reader;

        Listener(Stream<String> stream) {
            this.stream = stream;
            this.reader = new Thread(() -> stream.forEach(lines::add), "listener");
            reader.setDaemon(true);
            reader.start();
        }

        List<String> lines() {
            return lines;
        }

        void awaitEvent(String name) {
            await().untilAsserted(() -> assertThat(lines).contains("event:" + name));
        }

        void awaitEnd() {
            await().until(() -> !reader.isAlive());
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
