package io.symbolon.demo;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in: the application checks who it is, then creates a session. */
@RestController
final class SignInController {
    private final DemoUsers users;
    private final JwtUserSessionManager sessions;

    SignInController(DemoUsers users, JwtUserSessionManager sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    @PostMapping("/sign-in")
    TokenAnswer signIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        String user = users.authenticate(credentials.name(), credentials.password())
                .orElseThrow(WrongCredentialsException::new);
        CreateOptions options = CreateOptions.claims(Map.of("role", "member"));
        return TokenAnswer.of(sessions.create(user, ClientContext.of(request), options));
    }

    /** What a person types in. */
    record Credentials(String name, String password) {
        private static final int MAX_LENGTH = 72;

        /** An exception here is answered with 400. More than the 72 bytes that BCrypt looks at make no better password. */
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

    /** The name or the password is wrong; which of them is not told. */
    static final class WrongCredentialsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongCredentialsException() {
            super("The name or the password is wrong.", null, false, false);
        }
    }
}
