package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Verifies by the session manager or the verifier, so that a token whose session was ended is refused. */
final class SessionJwtDecoder implements JwtDecoder {
    private final Function<String, AccessToken> verify;
    private final VerifiedJwts jwts = new VerifiedJwts();

    SessionJwtDecoder(Function<String, AccessToken> verify) {
        this.verify = verify;
    }

    @Override
    public Jwt decode(String token) {
        return decode(token, Optional.empty());
    }

    /** @param request with which the token came, if that is known */
    Jwt decode(String token, Optional<JudgedRequest> request) {
        AccessToken verified;
        try {
            verified = request.isPresent() ? request.get().verify(token, verify) : verify.apply(token);
        } catch (InvalidAccessTokenException refusal) {
            String message = String.valueOf(refusal.getMessage());
            // A stale node is not the token's fault: Spring Security lets this one through, and it is answered with
            // 503.
            throw refusal.code() == InvalidAccessTokenException.Code.STALE_NODE
                    ? new JwtException(message, refusal)
                    : new BadJwtException(message, refusal);
        }
        return jwts.of(token, verified);
    }
}
