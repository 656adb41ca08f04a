package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionDescription;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/** The caller's own sessions: list them, name one, end one, the others, or all. Nobody learns of another's. */
final class OwnSessions {
    private static final int NO_CONTENT = 204;
    private static final TextMember NAME = new TextMember("name");

    private final JwtUserSessionManager manager;
    private final TokenVerification verification;
    private final TokenTransports transports;

    OwnSessions(JwtUserSessionManager manager, TokenTransports transports) {
        this.manager = manager;
        this.verification = TokenVerification.of(manager);
        this.transports = transports;
    }

    HttpAnswer list(HttpRequest request) {
        AccessToken caller = caller(presented(request));
        Optional<PageQuery> query = PageQuery.of(request);
        List<UserSession> sessions =
                query.map(page -> page(caller.subject(), page)).orElseGet(() -> manager.list(caller.subject()));
        Optional<SessionId> next = query.filter(page -> page.limit() == sessions.size())
                .map(full -> sessions.get(sessions.size() - 1).id());
        return json(json -> {
            json.writeArrayPropertyStart("sessions");
            sessions.forEach(session -> SessionJson.write(json, session, caller.sessionId()));
            json.writeEndArray();
            next.ifPresent(last -> json.writeStringProperty("next", last.toString()));
        });
    }

    private List<UserSession> page(String subject, PageQuery page) {
        return page.after()
                .map(after -> manager.list(subject, page.limit(), after))
                .orElseGet(() -> manager.list(subject, page.limit()));
    }

    HttpAnswer revoke(String name, HttpRequest request) {
        PresentedTokens presented = presented(request);
        AccessToken caller = caller(presented);
        SessionId id = ownSession(name, caller).orElseThrow(() -> new RefusedRequestException(Code.NOT_FOUND));
        boolean isCurrent = id.equals(caller.sessionId());
        manager.revoke(id, isCurrent ? RevocationCause.SIGNED_OUT : RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        HttpAnswer answer = HttpAnswer.of(NO_CONTENT).withHeader("Cache-Control", "no-store");
        return isCurrent ? cleared(answer, presented, request) : answer;
    }

    /** Its new name, or null for none; the attributes are the application's, and stay. */
    HttpAnswer describe(String name, HttpRequest request) throws IOException {
        AccessToken caller = caller(presented(request));
        SessionId id = ownSession(name, caller).orElseThrow(() -> new RefusedRequestException(Code.NOT_FOUND));
        UnaryOperator<SessionDescription> change = change(NAME.read(request));
        if (!manager.describe(id, change)) {
            throw new RefusedRequestException(Code.NOT_FOUND);
        }
        return HttpAnswer.of(NO_CONTENT).withHeader("Cache-Control", "no-store");
    }

    private static UnaryOperator<SessionDescription> change(TextMember.Value name) {
        if (name instanceof TextMember.Null) {
            return SessionDescription::withoutName;
        }
        if (name instanceof TextMember.Text given) {
            try {
                SessionDescription.of(given.text());
            } catch (IllegalArgumentException refused) {
                throw new RefusedRequestException(Code.NAME_REFUSED);
            }
            return before -> before.withName(given.text());
        }
        throw new RefusedRequestException(Code.MALFORMED_BODY);
    }

    HttpAnswer revokeOthers(HttpRequest request) {
        AccessToken caller = caller(presented(request));
        try {
            return ended(manager.revokeOthers(caller.sessionId()));
        } catch (IllegalArgumentException gone) {
            // The token is good for some minutes still, but the storage has no such session any more.
            throw new InvalidRefreshTokenException(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND);
        }
    }

    HttpAnswer revokeAll(HttpRequest request) {
        PresentedTokens presented = presented(request);
        int ended = manager.revokeAll(caller(presented).subject());
        return cleared(ended(ended), presented, request);
    }

    private PresentedTokens presented(HttpRequest request) {
        return transports
                .presentedAccessTokens(request)
                .orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
    }

    private AccessToken caller(PresentedTokens presented) {
        return AccessTokenChoice.verified(presented, verification).token();
    }

    private HttpAnswer cleared(HttpAnswer answer, PresentedTokens presented, HttpRequest request) {
        return presented.transport().clear(answer, request, transports.mount(request));
    }

    private Optional<SessionId> ownSession(String name, AccessToken caller) {
        SessionId id;
        try {
            id = SessionId.parse(name);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return manager.find(id)
                .filter(session -> session.subject().equals(caller.subject()))
                .map(UserSession::id);
    }

    private static HttpAnswer ended(int count) {
        return json(json -> json.writeNumberProperty("ended", count));
    }

    private static HttpAnswer json(Consumer<JsonGenerator> members) {
        return HttpAnswer.unchanged()
                .withHeader("Cache-Control", "no-store")
                .withBody("application/json", JsonBody.of(members));
    }
}
