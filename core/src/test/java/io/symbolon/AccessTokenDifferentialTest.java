package io.symbolon;

import static io.symbolon.fixture.Nodes.AUDIENCE;
import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Nodes.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier.BaseVerification;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.SignedJWT;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.gson.io.GsonDeserializer;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.TestKeys;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other libraries accept what is issued here, with the key only, and read the same from it. */
class AccessTokenDifferentialTest {
    private static final Map<String, ?> CLAIMS =
            Map.of("role", "admin", "level", 3, "tags", List.of("a", "é\uD83D\uDE00"));

    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @EnumSource(value = JwsAlgorithm.class, names = "EdDSA", mode = EnumSource.Mode.EXCLUDE)
    void nimbusAcceptsTheTokens(JwsAlgorithm algorithm) throws Exception {
        SignedJWT jwt = SignedJWT.parse(issue(algorithm));

        assertThat(jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key(algorithm))))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(algorithm.name()));
        assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("user-1");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(AUDIENCE);
        assertThat(jwt.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(nodes.clock().instant().plusSeconds(900)));
        assertThat(jwt.getJWTClaimsSet().getClaim("tags")).isEqualTo(CLAIMS.get("tags"));
    }

    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void jjwtAcceptsTheTokens(JwsAlgorithm algorithm) {
        JwtParserBuilder parser = Jwts.parser()
                .json(new GsonDeserializer<>())
                .clock(() -> Date.from(nodes.clock().instant()))
                .requireIssuer(ISSUER)
                .requireAudience(AUDIENCE);
        Key key = key(algorithm);
        parser = key instanceof SecretKey secret ? parser.verifyWith(secret) : parser.verifyWith((PublicKey) key);

        Claims claims = parser.build().parseSignedClaims(issue(algorithm)).getPayload();

        assertThat(claims.getSubject()).isEqualTo("user-1");
        assertThat(claims.getIssuedAt()).isEqualTo(Date.from(nodes.clock().instant()));
        assertThat(claims.get("role")).isEqualTo("admin");
        assertThat(claims.get("tags")).isEqualTo(CLAIMS.get("tags"));
    }

    @ParameterizedTest
    @EnumSource(
            value = JwsAlgorithm.class,
            names = {"PS256", "PS384", "PS512", "EdDSA"},
            mode = EnumSource.Mode.EXCLUDE)
    void javaJwtAcceptsTheTokens(JwsAlgorithm algorithm) {
        DecodedJWT jwt = ((BaseVerification)
                        JWT.require(javaJwt(algorithm)).withIssuer(ISSUER).withAudience(AUDIENCE))
                .build(nodes.clock())
                .verify(issue(algorithm));

        assertThat(jwt.getSubject()).isEqualTo("user-1");
        assertThat(jwt.getClaim("level").asInt()).isEqualTo(3);
        assertThat(jwt.getClaim("tags").asList(String.class)).isEqualTo(CLAIMS.get("tags"));
    }

    private String issue(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)));
        return node.create("user-1", CONTEXT, CreateOptions.claims(CLAIMS)).accessToken();
    }

    private static Key key(JwsAlgorithm algorithm) {
        return algorithm.keyType() == JwsAlgorithm.KeyType.SYMMETRIC
                ? new SecretKeySpec(
                        TestKeys.secret(algorithm), "HmacSHA" + algorithm.name().substring(2))
                : TestKeys.pair(algorithm).getPublic();
    }

    private static Algorithm javaJwt(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> Algorithm.HMAC256(TestKeys.secret(algorithm));
            case HS384 -> Algorithm.HMAC384(TestKeys.secret(algorithm));
            case HS512 -> Algorithm.HMAC512(TestKeys.secret(algorithm));
            case RS256 -> Algorithm.RSA256((RSAPublicKey) key(algorithm), null);
            case RS384 -> Algorithm.RSA384((RSAPublicKey) key(algorithm), null);
            case RS512 -> Algorithm.RSA512((RSAPublicKey) key(algorithm), null);
            case ES256 -> Algorithm.ECDSA256((ECPublicKey) key(algorithm), null);
            case ES384 -> Algorithm.ECDSA384((ECPublicKey) key(algorithm), null);
            case ES512 -> Algorithm.ECDSA512((ECPublicKey) key(algorithm), null);
            default -> throw new IllegalArgumentException("java-jwt has no " + algorithm);
        };
    }
}
