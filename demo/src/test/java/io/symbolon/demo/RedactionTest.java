package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.SessionController.RefreshToken;
import io.symbolon.demo.SignInController.Credentials;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A framework that logs requests and answers logs no secret. */
class RedactionTest {
    @Test
    void whatIsReadAndWrittenShowsNoSecret() {
        assertThat(new Credentials("ada", "secret")).asString().doesNotContain("secret");
        assertThat(new RefreshToken("secret")).asString().doesNotContain("secret");
        assertThat(new TokenAnswer("secret", "Bearer", Instant.EPOCH, "secret", Instant.EPOCH, "id"))
                .asString()
                .doesNotContain("secret");
    }
}
