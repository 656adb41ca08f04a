package io.symbolon.spring;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimNames;
import io.symbolon.AccessToken;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** A verified access token as Spring Security shows it. */
final class VerifiedJwt {
    private VerifiedJwt() {}

    static Jwt of(String token, AccessToken verified) {
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        Map<String, Object> header = json(token.substring(0, headerEnd));
        Map<String, Object> payload = json(token.substring(headerEnd + 1, payloadEnd));
        return Jwt.withTokenValue(token)
                .headers(headers -> headers.putAll(header))
                .claims(claims -> {
                    claims.putAll(payload);
                    claims.putAll(verified.claims());
                })
                .audience(audience(payload.get(JWTClaimNames.AUDIENCE)))
                .issuedAt(verified.issuedAt())
                .expiresAt(verified.expiresAt())
                .build();
    }

    private static List<String> audience(@Nullable Object claim) {
        return claim instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(claim));
    }

    private static Map<String, Object> json(String part) {
        try {
            return JSONObjectUtils.parse(Base64URL.from(part).decodeToString());
        } catch (ParseException impossible) {
            throw new IllegalStateException("a verified token is JSON");
        }
    }
}
