package io.symbolon.demo;

import io.symbolon.EverythingRevoked;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Everybody's sessions, and their end. {@link SecurityConfiguration} lets administrators only in here. */
@RestController
@RequestMapping("/api/admin")
final class AdminController {
    private final Accounts accounts;
    private final JwtUserSessionManager sessions;

    AdminController(Accounts accounts, JwtUserSessionManager sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GetMapping("/accounts")
    List<AccountSessions> all(@AuthenticationPrincipal Jwt token) {
        return accounts.all().stream()
                .map(account -> new AccountSessions(
                        account.name(),
                        account.role(),
                        sessions.list(account.name()).stream()
                                .map(session -> OneSession.of(session, token))
                                .toList()))
                .toList();
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id) {
        if (!sessions.revoke(parse(id), RevocationCause.ADMINISTRATOR)) {
            throw noSuchSession();
        }
    }

    @PostMapping("/accounts/{name}/end-sessions")
    Ended endAll(@PathVariable String name) {
        if (accounts.find(name).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such account.");
        }
        return new Ended(sessions.revokeAll(name, RevocationCause.ADMINISTRATOR));
    }

    /** For the day on which a key has leaked. The administrator is signed out too. */
    @PostMapping("/end-everything")
    EverythingRevoked endEverything() {
        return sessions.revokeEverything(RevocationCause.ADMINISTRATOR);
    }

    private static SessionId parse(String id) {
        try {
            return SessionId.parse(id);
        } catch (IllegalArgumentException noId) {
            throw noSuchSession();
        }
    }

    private static ResponseStatusException noSuchSession() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such session.");
    }

    /** An account, and where it is signed in. */
    record AccountSessions(String name, Role role, List<OneSession> sessions) {}

    /** How many sessions were ended. */
    record Ended(int ended) {}

    /** A session, as an administrator may see it. */
    record OneSession(
            String id,
            boolean current,
            String clientId,
            @Nullable String name,
            Instant createdAt,
            Instant lastRefreshedAt,
            Instant expiresAt,
            SessionContext createdFrom,
            SessionContext lastSeenFrom) {
        static OneSession of(UserSession session, Jwt token) {
            return new OneSession(
                    session.id().toString(),
                    session.id().toString().equals(token.getClaimAsString("sid")),
                    session.clientId(),
                    session.name().orElse(null),
                    session.createdAt(),
                    session.lastRefreshedAt(),
                    session.expiresAt(),
                    session.createdFrom(),
                    session.lastSeenFrom());
        }
    }
}
