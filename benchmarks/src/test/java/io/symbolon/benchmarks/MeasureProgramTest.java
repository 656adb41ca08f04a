package io.symbolon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureProgramTest {
    @Test
    void theSmokeFormRunsEveryBenchmarkAndWritesTheResults(@TempDir Path folder) throws Exception {
        MeasureProgram.run(Form.SMOKE, folder, folder, List.of(MeasureProgram.Part.values()), 1_000_000);

        String page = Files.readString(folder.resolve("RESULTS.md"));
        assertThat(page)
                .contains(
                        "| **Symbolon** |",
                        "| nimbus-jose-jwt |",
                        "| Symbolon, seen before |",
                        "|  | server's processor, µs a call | in scripts, µs a call |",
                        "| HS256, Symbolon's filter |",
                        "| WebFlux, nothing protected |",
                        "| HS256, WebFlux, Symbolon's filter |",
                        "| Jersey, nothing protected |",
                        "| HS256, Jersey, Symbolon's filter |")
                .doesNotContain("{{", "NaN");
        assertThat(Files.readString(folder.resolve("GROWTH.md")))
                .contains(
                        "| create, Redis |",
                        "| revoke, PostgreSQL |",
                        "| verify, ns |",
                        "| start, in memory, ms |",
                        "| page of 100, Redis |",
                        "| page of 100, PostgreSQL |",
                        "| Redis, 100 sessions |",
                        "| Redis, 50 connections |")
                .doesNotContain("{{", "NaN");
        assertThat(Files.readString(folder.resolve("growth.svg")))
                .startsWith("<svg")
                .contains("refresh, µs, against sessions", "PostgreSQL")
                .doesNotContain("NaN", "Infinity");
        assertThat(Files.readString(folder.resolve("results.svg")))
                .startsWith("<svg")
                .contains("Symbolon, first sight");
    }
}
