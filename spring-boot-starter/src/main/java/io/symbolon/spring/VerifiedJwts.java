package io.symbolon.spring;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimNames;
import io.symbolon.AccessToken;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Verified access tokens as Spring Security shows them. */
final class VerifiedJwts {
    /** By their text: a verified token has one of the few headers of the configured keys. */
    private final Map<String, Map<String, Object>> headers = new ConcurrentHashMap<>();

    Jwt of(String token, AccessToken verified) {
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        Map<String, Object> header = headers.computeIfAbsent(token.substring(0, headerEnd), VerifiedJwts::json);
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
