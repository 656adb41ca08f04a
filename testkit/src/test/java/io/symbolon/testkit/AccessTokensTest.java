package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
    @Test
    void aTokenOfASubjectIsAsOneThatWasIssuedNow() {
        Instant before = Instant.now().minusSeconds(1);

        AccessToken token = AccessTokens.of("alice");

        assertThat(token.subject()).isEqualTo("alice");
        assertThat(token.issuedAt()).isBetween(before, Instant.now());
        assertThat(token.expiresAt()).isEqualTo(token.issuedAt().plus(Duration.ofMinutes(15)));
        assertThat(token.claims()).isEmpty();
        assertThat(token.authorities()).isEmpty();
    }

    @Test
    void claimsAreThoseOfTheApplication() {
        AccessToken token = AccessTokens.of("alice", Map.of("role", "editor", "age", 7));

        assertThat(token.claim("role", String.class)).contains("editor");
        assertThat(token.claim("age", Integer.class)).contains(7);
    }

    @Test
    void everythingElseCanBeChosen() {
        AccessToken token = AccessTokens.builder("alice")
                .issuer("https://id.example.org")
                .audience("https://one.example.org", "https://two.example.org")
                .clientId("ios")
                .authorities("ROLE_ADMIN", "Not admin")
                .claims(Map.of("role", "editor"))
                .issuedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .ttl(Duration.ofHours(30))
                .build();

        assertThat(token.issuer()).isEqualTo("https://id.example.org");
        assertThat(token.audience()).containsExactly("https://one.example.org", "https://two.example.org");
        assertThat(token.clientId()).isEqualTo("ios");
        assertThat(token.authorities()).containsExactly("ROLE_ADMIN", "Not admin");
        assertThat(token.claims()).isEqualTo(Map.of("role", "editor"));
        assertThat(token.issuedAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(token.expiresAt()).isEqualTo("2026-01-02T06:00:00Z");
    }

    @Test
    void aTokenCanHaveExpired() {
        assertThat(AccessTokens.builder("alice").expired().build().expiresAt()).isBefore(Instant.now());
        assertThat(AccessTokens.builder("alice")
                        .ttl(Duration.ofHours(2))
                        .expired()
                        .build()
                        .expiresAt())
                .isBefore(Instant.now());
    }

    @Test
    void eachTokenIsOfASessionOfItsOwn() {
        AccessToken first = AccessTokens.of("alice");
        AccessToken second = AccessTokens.of("alice");

        assertThat(first.sessionId()).isNotEqualTo(second.sessionId());
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void whatAManagerRefusesIsRefused() {
        assertThatThrownBy(() -> AccessTokens.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessTokens.of("alice", Map.of("sub", "bob")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
