package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.SignInController.Credentials;
import org.junit.jupiter.api.Test;

/** A framework that logs requests logs no password. */
class RedactionTest {
    @Test
    void credentialsShowNoPassword() {
        assertThat(new Credentials("ada", "secret")).asString().doesNotContain("secret");
    }
}
