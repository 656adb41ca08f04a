package io.symbolon.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewKeyTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RS384", "RS512", "PS256", "PS384", "PS512"})
    void whatItPrintsCanBePastedIntoConfiguration(JwsAlgorithm algorithm) {
        String first = printed(algorithm.name());
        String second = printed(algorithm.name());

        assertThat(read(algorithm, first))
                .doesNotHaveToString(read(algorithm, second).toString());
        assertThat(err.size()).isZero();
    }

    @Test
    void itPrintsRefreshTokenKeysToo() {
        assertThat(RefreshTokenKeys.fromBase64(printed("refresh")))
                .doesNotHaveToString(
                        RefreshTokenKeys.fromBase64(printed("refresh")).toString());
    }

    @Test
    void withoutAKindItPrintsNoKey() {
        for (String[] arguments : new String[][] {{}, {"es256"}, {"ES256", "ES384"}, {"--help"}}) {
            assertThat(run(arguments)).isFalse();
        }
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ES256").contains("refresh");
    }

    private static SigningKeys read(JwsAlgorithm algorithm, String text) {
        return algorithm.keyType() == KeyType.SYMMETRIC
                ? SigningKeys.fromBase64(algorithm, text)
                : SigningKeys.fromPem(algorithm, text);
    }

    private String printed(String kind) {
        out.reset();
        assertThat(run(kind)).isTrue();
        return out.toString(StandardCharsets.US_ASCII);
    }

    private boolean run(String... arguments) {
        return NewKey.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
