package io.symbolon.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifiedJsonWebTokenTest {
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final String text = manager.create(
                    "alice",
                    SessionContext.of("192.0.2.1"),
                    CreateOptions.claims(Map.of("shop", "north", "seats", 3, "groups", "of her own"))
                            .withAuthorities(List.of("customer", "ROLE_STAFF")))
            .accessToken();
    private final AccessToken token = manager.verify(text);
    private final VerifiedJsonWebToken jwt = VerifiedJsonWebToken.of(new AccessTokenPrincipal(token, text));

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void registeredClaimsAreTheTokensByMethodAndByName() {
        assertThat(jwt.getName()).isEqualTo("alice");
        assertThat(jwt.getSubject()).isEqualTo(jwt.<String>getClaim("sub")).isEqualTo("alice");
        assertThat(jwt.getIssuer()).isEqualTo(jwt.<String>getClaim("iss")).isEqualTo("https://login.example.com");
        assertThat(jwt.getAudience()).isEqualTo(jwt.getClaim("aud")).containsExactly("https://api.example.com");
        assertThat(jwt.getTokenID()).isEqualTo(jwt.<String>getClaim("jti")).isEqualTo(token.tokenId());
        assertThat(jwt.getIssuedAtTime())
                .isEqualTo(jwt.<Long>getClaim("iat"))
                .isEqualTo(token.issuedAt().getEpochSecond());
        assertThat(jwt.getExpirationTime())
                .isEqualTo(jwt.<Long>getClaim("exp"))
                .isEqualTo(token.expiresAt().getEpochSecond());
        assertThat(jwt.<String>getClaim("sid")).isEqualTo(token.sessionId().toString());
        assertThat(jwt.getRawToken()).isEqualTo(text);
    }

    @Test
    void groupsAreTheAuthoritiesWhateverClaimTheApplicationGave() {
        assertThat(jwt.getGroups()).containsExactly("customer", "ROLE_STAFF");
        assertThat(jwt.<Object>getClaim("groups")).isEqualTo(jwt.getGroups());
    }

    @Test
    void ownClaimsAreThereAndOthersAreNot() {
        assertThat(jwt.<String>claim("shop")).hasValue("north");
        assertThat(jwt.<Long>getClaim("seats")).isEqualTo(3L);
        assertThat(jwt.getClaimNames()).contains("shop", "seats", "sub").doesNotContain("upn");
        assertThat(jwt.<Object>getClaim("upn")).isNull();
        assertThat(jwt.<String>claim("upn")).isEmpty();
        assertThat(jwt.containsClaim("upn")).isFalse();
    }

    @Test
    void itsTextFormShowsNoToken() {
        assertThat(jwt.toString()).doesNotContain(text).doesNotContain("alice");
    }
}
