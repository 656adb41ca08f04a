package io.symbolon.demo;

import io.symbolon.JwtUserSessionManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a client does by its refresh token, and what a service needs to verify access tokens. */
@RestController
final class SessionController {
    private final JwtUserSessionManager sessions;

    SessionController(JwtUserSessionManager sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/session/refresh")
    TokenAnswer refresh(@RequestBody RefreshToken token, HttpServletRequest request) {
        return TokenAnswer.of(sessions.refresh(token.refreshToken(), ClientContext.of(request)));
    }

    /** Works after the access token has expired, and again after the session has ended. */
    @PostMapping("/session/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@RequestBody RefreshToken token) {
        sessions.revokeByRefreshToken(token.refreshToken());
    }

    @GetMapping(value = "/.well-known/jwks.json", produces = "application/jwk-set+json")
    String jwks(HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic().getHeaderValue());
        return sessions.jwks();
    }

    /** The body of refresh and sign-out. */
    record RefreshToken(String refreshToken) {
        /** An exception here is answered with 400. */
        RefreshToken {
            Objects.requireNonNull(refreshToken, "refreshToken");
        }

        /** Without the token: frameworks log what they read. */
        @Override
        public String toString() {
            return "RefreshToken[<redacted>]";
        }
    }
}
