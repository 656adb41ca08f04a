package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.http.RefusedRequestException.Code;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Verifies the access token of each request: what a filter does. Immutable and thread-safe.
 */
public final class AccessTokenCheck {
    /** What is to be done with a request. */
    public sealed interface Outcome {}

    /**
     * The request goes on.
     *
     * @param token the verified token; empty if the request may pass without one
     * @param text the same token's text, for what verifies it once more
     * @param refusal why a token that came was not good, where the request may pass without one; where it could have been
     *     renewed, why the refresh token was not good
     * @param additions to be added to the application's answer, such as renewed tokens. Where they have a
     *     {@code Cache-Control}, it has to hold when the answer is committed, whatever the application says: no cache may
     *     keep somebody's cookies
     */
    public record Passed(
            Optional<AccessToken> token,
            Optional<String> text,
            Optional<SessionException> refusal,
            HttpAnswer additions)
            implements Outcome {
        private static Passed by(VerifiedToken verified, HttpAnswer additions) {
            return new Passed(Optional.of(verified.token()), Optional.of(verified.text()), Optional.empty(), additions);
        }

        private static Passed nobody(Optional<SessionException> refusal, HttpAnswer additions) {
            return new Passed(Optional.empty(), Optional.empty(), refusal, additions);
        }

        /**
         * Who makes the request.
         *
         * @return empty where there is no {@link #token()}
         */
        public Optional<AccessTokenPrincipal> principal() {
            return token.flatMap(known -> text.map(same -> new AccessTokenPrincipal(known, same)));
        }

        @Override
        public String toString() {
            return "Passed[token=<redacted>]";
        }
    }

    /**
     * The request ends here.
     *
     * @param answer to be written as it is
     */
    public record Answered(HttpAnswer answer) implements Outcome {}

    private static final Passed NOBODY = Passed.nobody(Optional.empty(), HttpAnswer.unchanged());

    private final TokenVerification verification;
    private final TokenTransports transports;
    private final Answers answers;
    private final Optional<Renewal> renewal;
    private final boolean isRequired;
    private final List<String> exceptions;

    private AccessTokenCheck(
            TokenVerification verification,
            TokenTransports transports,
            Answers answers,
            Optional<Renewal> renewal,
            boolean isRequired,
            List<String> exceptions) {
        this.verification = Objects.requireNonNull(verification, "verification");
        this.transports = Objects.requireNonNull(transports, "transports");
        this.answers = answers;
        this.renewal = renewal;
        this.isRequired = isRequired;
        this.exceptions = exceptions;
    }

    /**
     * Only requests with a good access token pass; where it is bound by DPoP (RFC 9449), with its proof.
     *
     * @param verifier verifies the tokens of another service
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the check
     */
    public static AccessTokenCheck required(AccessTokenVerifier verifier, TokenTransports transports) {
        return required(TokenVerification.of(Objects.requireNonNull(verifier, "verifier")), transports);
    }

    /**
     * Only requests with a good access token pass; where it is bound by DPoP (RFC 9449), with its proof. It renews no
     * tokens, as {@link HttpUserSessions#required()} does.
     *
     * @param manager verifies its own tokens
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the check
     */
    public static AccessTokenCheck required(JwtUserSessionManager manager, TokenTransports transports) {
        return required(TokenVerification.of(Objects.requireNonNull(manager, "manager")), transports);
    }

    /**
     * Only requests with a good access token pass, by a verification of the application's own. It is given no proofs, so
     * that tokens which are bound by DPoP are refused.
     *
     * @param verification such as one that asks several verifiers
     * @param transports where the token may travel
     * @return the check
     */
    public static AccessTokenCheck required(Function<String, AccessToken> verification, TokenTransports transports) {
        return required(TokenVerification.of(verification), transports);
    }

    /**
     * Requests without a good access token pass too: for pages that everybody may see. Requests of other sites that rely
     * on cookies are refused nevertheless, and so is a token that is bound by DPoP without a fresh proof.
     *
     * @param verifier verifies the tokens of another service
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the check
     */
    public static AccessTokenCheck optional(AccessTokenVerifier verifier, TokenTransports transports) {
        return optional(TokenVerification.of(Objects.requireNonNull(verifier, "verifier")), transports);
    }

    /**
     * As {@link #optional(AccessTokenVerifier, TokenTransports)}. It renews no tokens, as
     * {@link HttpUserSessions#optional()} does.
     *
     * @param manager verifies its own tokens
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the check
     */
    public static AccessTokenCheck optional(JwtUserSessionManager manager, TokenTransports transports) {
        return optional(TokenVerification.of(Objects.requireNonNull(manager, "manager")), transports);
    }

    /**
     * As {@link #optional(AccessTokenVerifier, TokenTransports)}, by a verification of the application's own. It is given
     * no proofs, so that tokens which are bound by DPoP are refused.
     *
     * @param verification such as one that asks several verifiers
     * @param transports where the token may travel
     * @return the check
     */
    public static AccessTokenCheck optional(Function<String, AccessToken> verification, TokenTransports transports) {
        return optional(TokenVerification.of(verification), transports);
    }

    static AccessTokenCheck required(TokenVerification verification, TokenTransports transports) {
        return verifying(verification, transports, true);
    }

    static AccessTokenCheck optional(TokenVerification verification, TokenTransports transports) {
        return verifying(verification, transports, false);
    }

    private static AccessTokenCheck verifying(
            TokenVerification verification, TokenTransports transports, boolean isRequired) {
        Answers answers = new Answers(transports, EndpointPaths.defaults(), Optional.empty());
        return new AccessTokenCheck(verification, transports, answers, Optional.empty(), isRequired, List.of());
    }

    /** This check, of an application that can also renew the tokens of people who navigate. */
    AccessTokenCheck renewing(Renewal newRenewal, Answers newAnswers) {
        return new AccessTokenCheck(
                verification, transports, newAnswers, Optional.of(newRenewal), isRequired, exceptions);
    }

    /**
     * This check, with paths that it leaves alone, such as that of the sign-in.
     *
     * @param paths within the application: exact, or ended by {@code /*} for all below
     * @return a new check
     */
    public AccessTokenCheck except(List<String> paths) {
        return new AccessTokenCheck(
                verification,
                transports,
                answers,
                renewal,
                isRequired,
                Stream.concat(exceptions.stream(), paths.stream()).toList());
    }

    /**
     * Decides about a request.
     *
     * @param request the request
     * @return whether it goes on, or is answered here
     */
    public Outcome decide(HttpRequest request) {
        try {
            return decided(request);
        } catch (SessionException error) {
            return new Answered(answers.of(error, request));
        } catch (RefusedRequestException refusal) {
            return new Answered(answers.of(refusal, request));
        }
    }

    /**
     * Decides about a request where that asks no storage: for a thread that must not wait.
     *
     * @param request the request
     * @return empty if tokens may have to be renewed: then {@link #decide} has to be asked, on a thread that may wait
     */
    public Optional<Outcome> decideAtOnce(HttpRequest request) {
        if (renewal.isEmpty() || !renewal.get().isCandidate(request) || isException(request)) {
            return Optional.of(decide(request));
        }
        try {
            return transports.presentedAccessTokens(request).map(this::passed);
        } catch (InvalidAccessTokenException | RefusedRequestException refusal) {
            return Optional.empty();
        }
    }

    private Outcome decided(HttpRequest request) {
        if (isException(request)) {
            return NOBODY;
        }
        Optional<PresentedTokens> presented = transports.presentedAccessTokens(request);
        if (presented.isEmpty()) {
            return renewed(request).orElseGet(() -> withoutToken(request));
        }
        try {
            return passed(presented.get());
        } catch (InvalidAccessTokenException refusal) {
            Action action = SessionEnd.action(refusal);
            Optional<Outcome> renewed =
                    action == Action.REFRESH && presented.get().transport().isAmbient()
                            ? renewed(request)
                            : Optional.empty();
            if (renewed.isPresent()) {
                return renewed.get();
            }
            if (isRequired || action == Action.RETRY) {
                throw refusal;
            }
            return Passed.nobody(Optional.of(refusal), HttpAnswer.unchanged());
        }
    }

    private Passed passed(PresentedTokens presented) {
        return Passed.by(AccessTokenChoice.verified(presented, verification), nonce(presented));
    }

    /** RFC 9449 section 8.2: a client that proves its key gets the next nonce before the one that it has is too old. */
    private HttpAnswer nonce(PresentedTokens presented) {
        return presented
                .proof()
                .flatMap(proof -> verification.nonce())
                .map(nonce -> HttpAnswer.unchanged().withHeader(Problem.NONCE, nonce))
                .orElseGet(HttpAnswer::unchanged);
    }

    private Outcome withoutToken(HttpRequest request) {
        if (isRequired) {
            throw missing(request, transports);
        }
        return NOBODY;
    }

    /** A client that holds a refresh token need not sign in, nor one whose browser renews its token. */
    static RefusedRequestException missing(HttpRequest request, TokenTransports transports) {
        if (transports.isRenewedByBrowser(request) || BrowserRefresh.wasSkipped(request)) {
            return new RefusedRequestException(Code.BOUND_TOKEN_MISSING);
        }
        boolean canRefresh = transports.presentedRefreshCookies(request).isPresent();
        return new RefusedRequestException(canRefresh ? Code.ACCESS_TOKEN_MISSING : Code.TOKEN_MISSING);
    }

    /** Empty if the request is not to be renewed. */
    private Optional<Outcome> renewed(HttpRequest request) {
        try {
            return renewal.flatMap(here -> here.renew(request))
                    .map(tokens -> Passed.by(tokens.token(), tokens.additions()));
        } catch (InvalidRefreshTokenException over) {
            if (isRequired) {
                throw over;
            }
            HttpAnswer additions = SessionEnd.endsSession(over)
                    ? answers.cleared(HttpAnswer.unchanged(), request)
                    : HttpAnswer.unchanged();
            return Optional.of(Passed.nobody(Optional.of(over), additions));
        }
    }

    private boolean isException(HttpRequest request) {
        Optional<String> path = RequestPath.of(request);
        return path.isPresent() && exceptions.stream().anyMatch(exception -> covers(exception, path.get()));
    }

    private static boolean covers(String exception, String path) {
        return exception.endsWith("/*")
                ? path.startsWith(exception.substring(0, exception.length() - 1))
                : path.equals(exception);
    }
}
