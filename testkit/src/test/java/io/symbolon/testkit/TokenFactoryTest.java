package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.CreateOptions;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TokenFactoryTest {
    private final TestCluster cluster = TestCluster.start();
    private final TokenFactory tokens = TokenFactory.of(cluster.one());

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aGoodTokenIsAccepted() {
        String token = tokens.good("ada", CreateOptions.defaults().withAuthorities(List.of("ROLE_ADMIN")));

        assertThat(cluster.one().verify(token).authorities()).containsExactly("ROLE_ADMIN");
        assertThat(cluster.one().verify(tokens.good("ada")).subject()).isEqualTo("ada");
    }

    @Test
    void eachOtherTokenIsRefusedForItsReason() {
        assertRefused(tokens.ended("ada"), Code.REVOKED);
        assertRefused(tokens.outdated("ada"), Code.OUTDATED);
        assertRefused(tokens.forged("ada"), Code.BAD_SIGNATURE);
    }

    @Test
    void theSessionOfAnOutdatedTokenGoesOn() {
        tokens.outdated("ada");

        assertThat(cluster.one().list("ada")).hasSize(1);
    }

    private void assertRefused(String token, Code code) {
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> cluster.one().verify(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
