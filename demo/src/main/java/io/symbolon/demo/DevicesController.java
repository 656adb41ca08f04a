package io.symbolon.demo;

import io.symbolon.AccessToken;
import io.symbolon.Device;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Who am I, and on which devices am I signed in. */
@RestController
final class DevicesController {
    private final JwtUserSessionManager sessions;

    DevicesController(JwtUserSessionManager sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/me")
    WhoAmI me(@RequestAttribute(AccessTokenGuard.ACCESS_TOKEN) AccessToken token) {
        return new WhoAmI(token.subject(), token.sessionId().toString(), token.claims());
    }

    @GetMapping("/sessions")
    List<SignedInDevice> list(@RequestAttribute(AccessTokenGuard.ACCESS_TOKEN) AccessToken token) {
        return sessions.list(token.subject()).stream()
                .map(session -> SignedInDevice.of(session, token))
                .toList();
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestAttribute(AccessTokenGuard.ACCESS_TOKEN) AccessToken token, @PathVariable String id) {
        // Another user's session is answered like one that is not there: nobody learns that it is.
        SessionId session = parse(id)
                .flatMap(sessions::find)
                .filter(found -> found.subject().equals(token.subject()))
                .map(UserSession::id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "You have no such session."));
        sessions.revoke(
                session,
                session.equals(token.sessionId())
                        ? RevocationCause.SIGNED_OUT
                        : RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
    }

    @PostMapping("/sessions/revoke-others")
    Ended revokeOthers(@RequestAttribute(AccessTokenGuard.ACCESS_TOKEN) AccessToken token) {
        return new Ended(sessions.revokeOthers(token.sessionId()));
    }

    @PostMapping("/sessions/revoke-all")
    Ended revokeAll(@RequestAttribute(AccessTokenGuard.ACCESS_TOKEN) AccessToken token) {
        return new Ended(sessions.revokeAll(token.subject()));
    }

    private static Optional<SessionId> parse(String id) {
        try {
            return Optional.of(SessionId.parse(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** The answer to "who am I". */
    record WhoAmI(String user, String sessionId, Map<String, @Nullable Object> claims) {}

    /** How many sessions were ended. */
    record Ended(int ended) {}

    /** A session, as its user sees it. */
    record SignedInDevice(
            String id,
            boolean current,
            @Nullable Device device,
            String ip,
            Instant signedInAt,
            Instant lastRefreshedAt,
            Instant expiresAt) {
        static SignedInDevice of(UserSession session, AccessToken token) {
            return new SignedInDevice(
                    session.id().toString(),
                    session.id().equals(token.sessionId()),
                    session.createdFrom().device(),
                    session.lastSeenFrom().ip(),
                    session.createdAt(),
                    session.lastRefreshedAt(),
                    session.expiresAt());
        }
    }
}
