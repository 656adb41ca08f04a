package io.symbolon.spring.autoconfigure;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.AccessToken;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** Verified access tokens as Spring Security shows them. Their payload is not read a second time. */
final class VerifiedJwts {
    private static final String CLIENT_ID = "client_id";
    private static final String SESSION_ID = "sid";
    private static final String VERSION = "ver";
    private static final String AUTHORITIES = "authorities";
    private static final String FACTORS = "factors";
    private static final String METHODS = "amr";
    private static final String AUTHENTICATED_AT = "auth_time";

    /** A verified token has one of the few headers of the configured keys. */
    private final List<Header> headers = new CopyOnWriteArrayList<>();

    private record Header(String start, Map<String, Object> members) {}

    Jwt of(String token, AccessToken verified) {
        return new Jwt(token, verified.issuedAt(), verified.expiresAt(), header(token), claims(verified));
    }

    private static Map<String, Object> claims(AccessToken verified) {
        Map<String, Object> claims = new HashMap<>(verified.claims());
        claims.put(JwtClaimNames.ISS, verified.issuer());
        claims.put(JwtClaimNames.AUD, verified.audience());
        claims.put(JwtClaimNames.SUB, verified.subject());
        claims.put(JwtClaimNames.IAT, verified.issuedAt());
        claims.put(JwtClaimNames.EXP, verified.expiresAt());
        claims.put(JwtClaimNames.JTI, verified.tokenId());
        claims.put(CLIENT_ID, verified.clientId());
        claims.put(SESSION_ID, verified.sessionId().toString());
        claims.put(VERSION, verified.version());
        if (!verified.authorities().isEmpty()) {
            claims.put(AUTHORITIES, verified.authorities());
        }
        if (!verified.factors().isEmpty()) {
            claims.put(FACTORS, seconds(verified.factors()));
            claims.put(METHODS, List.copyOf(verified.factors().keySet()));
        }
        verified.authenticatedAt().ifPresent(instant -> claims.put(AUTHENTICATED_AT, instant.getEpochSecond()));
        return claims;
    }

    private static Map<String, Long> seconds(Map<String, Instant> factors) {
        Map<String, Long> seconds = new LinkedHashMap<>();
        factors.forEach((name, instant) -> seconds.put(name, instant.getEpochSecond()));
        return Collections.unmodifiableMap(seconds);
    }

    private Map<String, Object> header(String token) {
        for (Header header : headers) {
            if (token.startsWith(header.start())) {
                return header.members();
            }
        }
        Header header = parsed(token.substring(0, token.indexOf('.') + 1));
        headers.add(header);
        return header.members();
    }

    private static Header parsed(String start) {
        try {
            return new Header(
                    start,
                    JWSHeader.parse(new Base64URL(start.substring(0, start.length() - 1)))
                            .toJSONObject());
        } catch (ParseException impossible) {
            throw new IllegalStateException("a verified token has a header");
        }
    }
}
