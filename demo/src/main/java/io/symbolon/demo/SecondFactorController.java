package io.symbolon.demo;

import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What needs a second factor, and how it is proved. The factor is pretended: the page shows its code. */
@RestController
@RequestMapping("/api/me")
final class SecondFactorController {
    private static final String FACTOR = "otp";
    private static final String CODE = "246810";
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final WebSessions web;
    private final JwtUserSessionManager sessions;

    SecondFactorController(WebSessions web, JwtUserSessionManager sessions) {
        this.web = web;
        this.sessions = sessions;
    }

    /** An application checks a code of the user's authenticator here, and counts how often one is wrong. */
    @PostMapping("/second-factor")
    void prove(@RequestBody Proof proof, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!proof.code().equals(CODE)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The code is wrong.");
        }
        web.reauthenticated(request, response, FACTOR);
    }

    /** Whoever has stolen a session cannot shut its owner out. */
    @PostMapping("/end-all-sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(HttpServletRequest request) {
        AccessToken token = AccessTokenFilter.accessToken(request).orElseThrow().requireFactor(FACTOR, GOOD_FOR);
        sessions.revokeAll(token.subject());
    }

    /** What the user has typed. */
    record Proof(String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Proof[<redacted>]";
        }
    }
}
