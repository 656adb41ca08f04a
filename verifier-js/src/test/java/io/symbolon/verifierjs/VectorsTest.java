package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.vectors.Judge;
import io.symbolon.verifierjs.vectors.Settings;
import io.symbolon.verifierjs.vectors.Vector;
import io.symbolon.verifierjs.vectors.VectorFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java verifier gives the verdicts of the file that the TypeScript verifier is tested with. */
class VectorsTest {
    private static final VectorFile FILE = VectorFile.read(VectorFile.KEPT);

    static Stream<Map.Entry<String, Settings>> settings() {
        return FILE.settings().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyTokenIsJudgedAsTheFileSays(Map.Entry<String, Settings> settings) {
        List<Vector> vectors = FILE.vectors().stream()
                .filter(vector -> vector.settings().equals(settings.getKey()))
                .toList();
        assertThat(vectors).isNotEmpty();
        try (Judge judge = new Judge(settings.getValue())) {
            for (Vector vector : vectors) {
                assertThat(judge.judge(vector)).as("%s", vector).isEqualTo(vector);
                assertThat(judge.judge(vector)).as("%s, again", vector).isEqualTo(vector);
            }
        }
    }
}
