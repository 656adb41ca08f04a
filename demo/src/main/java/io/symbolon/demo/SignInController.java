package io.symbolon.demo;

import io.symbolon.CreateOptions;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The sign-in of mobile clients and programs, whose tokens travel in bodies and headers. Browsers have the form. */
@RestController
final class SignInController {
    private final AuthenticationManager authenticationManager;
    private final WebSessions sessions;

    SignInController(AuthenticationManager authenticationManager, WebSessions sessions) {
        this.authenticationManager = authenticationManager;
        this.sessions = sessions;
    }

    @PostMapping("/sign-in")
    void signIn(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Authentication user = authenticationManager.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(credentials.name(), credentials.password()));
        sessions.signIn(
                user.getName(),
                CreateOptions.defaults().withClient("program"),
                TokenTransport.bearer(),
                request,
                response);
    }

    /** What a person types in. */
    record Credentials(String name, String password) {
        private static final int MAX_LENGTH = 100;

        /** An exception here is answered with 400. */
        Credentials {
            if (name.length() > MAX_LENGTH || password.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("name or password is longer than " + MAX_LENGTH + " characters");
            }
        }

        /** Without the password: frameworks log what they read. */
        @Override
        public String toString() {
            return "Credentials[<redacted>]";
        }
    }
}
