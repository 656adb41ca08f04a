package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import io.symbolon.CreateOptions;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The decoder beside Spring Security's own one for the same key. */
class SessionJwtDecoderTest {
    private static final byte[] SECRET = "one secret of at least thirty-two bytes".getBytes(StandardCharsets.UTF_8);

    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com", "https://other.example.com")
            .signingKeys(SigningKeys.hmac(JwsAlgorithm.HS256, SECRET))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final SessionJwtDecoder decoder = new SessionJwtDecoder(manager::verify);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aJwtIsWhatSpringSecuritysOwnDecoderMakesOfIt() {
        SessionTokens tokens = manager.create(
                "alice",
                SessionContext.of("203.0.113.7"),
                CreateOptions.claims(Map.of("scope", "read write", "roles", List.of("admin"), "level", 3)));
        NimbusJwtDecoder peer = NimbusJwtDecoder.withSecretKey(new SecretKeySpec(SECRET, "HmacSHA256"))
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                .build();
        peer.setJwtValidator(token -> OAuth2TokenValidatorResult.success());

        Jwt ours = decoder.decode(tokens.accessToken());
        Jwt theirs = peer.decode(tokens.accessToken());

        assertThat(ours.getClaims()).isEqualTo(theirs.getClaims());
        assertThat(ours.getHeaders()).isEqualTo(theirs.getHeaders());
        assertThat(ours.getIssuedAt()).isEqualTo(theirs.getIssuedAt());
        assertThat(ours.getExpiresAt()).isEqualTo(theirs.getExpiresAt());
        assertThat(ours.getAudience()).isEqualTo(theirs.getAudience()).hasSize(2);
        assertThat(ours.getIssuer()).isEqualTo(theirs.getIssuer());
    }

    @Test
    void aRefusalKeepsItsCause() {
        SessionTokens tokens = manager.create("alice", SessionContext.of("203.0.113.7"));
        manager.revoke(tokens.sessionId());

        assertThatThrownBy(() -> decoder.decode(tokens.accessToken()))
                .isInstanceOf(BadJwtException.class)
                .hasCauseInstanceOf(InvalidAccessTokenException.class)
                .hasMessageNotContaining(tokens.accessToken());
        assertThatThrownBy(() -> decoder.decode("no.token.")).isInstanceOf(BadJwtException.class);
    }
}
