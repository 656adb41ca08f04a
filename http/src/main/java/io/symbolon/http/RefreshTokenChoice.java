package io.symbolon.http;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenIdentity;
import io.symbolon.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which of several refresh tokens counts. They arrive together where the cookie's path has changed in a release, or where
 * another host of the domain has set one of the same name. Those that our keys did not make are passed over; of one
 * session the newest counts; of several sessions the one that the access token's cookie names, which no other host can
 * set.
 */
final class RefreshTokenChoice {
    private record Candidate(String text, RefreshTokenIdentity identity) {}

    private RefreshTokenChoice() {}

    /**
     * The token that counts. A single one is not looked at.
     *
     * @throws InvalidRefreshTokenException if none is ours
     * @throws RefusedRequestException if they are of several sessions, and nothing says which is this client's
     */
    static String of(
            PresentedTokens presented, TokenTransports transports, HttpRequest request, JwtUserSessionManager manager) {
        if (presented.texts().size() == 1) {
            return presented.first();
        }
        List<Candidate> ours = ours(presented.texts(), manager);
        Set<SessionId> sessions =
                ours.stream().map(candidate -> candidate.identity().sessionId()).collect(Collectors.toSet());
        SessionId session = sessions.size() == 1
                ? sessions.iterator().next()
                : named(transports, request, manager)
                        .filter(sessions::contains)
                        .orElseThrow(() -> new RefusedRequestException(RefusedRequestException.Code.AMBIGUOUS_SESSION));
        return ours.stream()
                .filter(candidate -> candidate.identity().sessionId().equals(session))
                .max(Comparator.comparingInt(candidate -> candidate.identity().generation()))
                .orElseThrow()
                .text();
    }

    private static List<Candidate> ours(List<String> texts, JwtUserSessionManager manager) {
        List<Candidate> ours = new ArrayList<>();
        List<InvalidRefreshTokenException> refusals = new ArrayList<>();
        for (String text : texts) {
            try {
                ours.add(new Candidate(text, manager.identify(text)));
            } catch (InvalidRefreshTokenException refusal) {
                refusals.add(refusal);
            }
        }
        if (ours.isEmpty()) {
            throw leadingOn(refusals);
        }
        return ours;
    }

    /** A key that this node does not have yet may come, and its token be good then. */
    private static InvalidRefreshTokenException leadingOn(List<InvalidRefreshTokenException> refusals) {
        Supplier<InvalidRefreshTokenException> first = () -> refusals.get(0);
        return refusals.stream()
                .filter(refusal -> refusal.code() == Code.UNKNOWN_KEY)
                .findFirst()
                .orElseGet(first);
    }

    /** The session of the access token's cookie; its signature counts, and not whether it has expired. */
    private static Optional<SessionId> named(
            TokenTransports transports, HttpRequest request, JwtUserSessionManager manager) {
        Set<SessionId> named = transports.hostOnlyAccessTokens(request).stream()
                .flatMap(text -> sessionOf(text, manager).stream())
                .collect(Collectors.toSet());
        return named.size() == 1 ? Optional.of(named.iterator().next()) : Optional.empty();
    }

    private static Optional<SessionId> sessionOf(String accessToken, JwtUserSessionManager manager) {
        try {
            return Optional.of(manager.sessionOf(accessToken));
        } catch (InvalidAccessTokenException notOurs) {
            return Optional.empty();
        }
    }
}
