package io.symbolon.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.symbolon.JwtUserSessionManager;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who am I, and what does my token say. */
@RestController
final class AccountController {
    private final Accounts accounts;
    private final JwtUserSessionManager sessions;

    AccountController(Accounts accounts, JwtUserSessionManager sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** For the sign-in page, which shows all that there is to type. */
    @GetMapping("/api/accounts")
    List<ShownAccount> all() {
        return accounts.all().stream()
                .map(account -> new ShownAccount(account.name(), Accounts.passwordOf(account.name()), account.role()))
                .toList();
    }

    /** For pages that are for everybody, which need not ask who is signed in where nobody can be. */
    @GetMapping("/api/visitor")
    Visitor visitor(HttpServletRequest request) {
        return new Visitor(VisitorPages.mayBeSignedIn(request));
    }

    @GetMapping("/api/me")
    WhoAmI me(@AuthenticationPrincipal Jwt token) {
        return WhoAmI.of(token);
    }

    /** In this demo everybody may. The tokens with the old role end at once, on all of the user's devices. */
    @PutMapping("/api/me/role")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeRole(Principal user, @RequestBody NewRole wanted) {
        accounts.changeRole(user.getName(), wanted.role());
        sessions.expireAccessTokens(user.getName());
    }

    /** What a script cannot read, as it travels in an HttpOnly cookie. */
    @GetMapping("/api/token")
    DecodedToken token(@AuthenticationPrincipal Jwt token) {
        return DecodedToken.of(token);
    }

    /** Whoever looks at a page. */
    record Visitor(boolean mayBeSignedIn) {}

    /** An account with its password: it is a demo. */
    record ShownAccount(String name, String password, Role role) {}

    /** Who sent the request, and by which session. */
    record WhoAmI(String name, String role, String sessionId) {
        static WhoAmI of(Jwt token) {
            return new WhoAmI(claim(token, "sub"), claim(token, Role.CLAIM), claim(token, "sid"));
        }

        private static String claim(Jwt token, String name) {
            return Objects.requireNonNull(token.getClaimAsString(name), name);
        }
    }

    /** The role that is wanted. */
    record NewRole(@JsonProperty(required = true) Role role) {}

    /** An access token's two readable parts, as they are in it. */
    record DecodedToken(
            @JsonRawValue String header, @JsonRawValue String payload) {
        static DecodedToken of(Jwt token) {
            String[] parts = token.getTokenValue().split("\\.", -1);
            return new DecodedToken(decoded(parts[0]), decoded(parts[1]));
        }

        private static String decoded(String part) {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        }
    }
}
