package io.symbolon.http;

import io.symbolon.AnswerFailedException;
import io.symbolon.Binding;
import io.symbolon.BindingRefusedException;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionLimitException;
import io.symbolon.SessionStorageException;
import io.symbolon.StepUpRequiredException;
import io.symbolon.http.RefusedRequestException.Code;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An error as an answer: problem details (RFC 9457) with the members {@code code}, {@code action}, {@code ends_session}
 * and, where a session was ended, {@code cause}, where a factor is needed, {@code factor} and {@code max_age}, where a proof
 * is needed, {@code challenge} and {@code binding}; where a token is missing, refused or not enough also the header
 * {@code WWW-Authenticate} (RFC 6750 section 3, RFC 9470 section 3).
 */
record Problem(
        int status,
        String code,
        Action action,
        boolean endsSession,
        String detail,
        Optional<String> challenge,
        Optional<RevocationCause> cause,
        Optional<Demand> demand,
        Optional<ToProve> toProve,
        Optional<String> nonce) {
    /** The header with what the next DPoP proof has to answer (RFC 9449 section 8.1). */
    static final String NONCE = "DPoP-Nonce";

    private static final Set<InvalidAccessTokenException.Code> PROOFS =
            EnumSet.of(InvalidAccessTokenException.Code.PROOF_REQUIRED, InvalidAccessTokenException.Code.INVALID_PROOF);

    /** The factor that the user has to prove. */
    record Demand(String factor, long maximumAgeSeconds) {}

    /** What the next proof has to answer, and by which key. */
    record ToProve(String challenge, Optional<Binding> by) {
        private Optional<String> kind() {
            return by.map(ToProve::kind);
        }

        private static String kind(Binding key) {
            if (key instanceof Binding.Dbsc) {
                return "DBSC";
            }
            return key instanceof Binding.Dpop ? "DPOP" : "SOFTWARE";
        }
    }

    private static final System.Logger LOG = System.getLogger(Problem.class.getName());
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final String CHALLENGE = "Bearer realm=\"symbolon\"";
    private static final String RETRY_AFTER_SECONDS = "1";

    static Problem of(RefusedRequestException refusal) {
        Code code = refusal.code();
        Optional<String> challenge = switch (code) {
            // RFC 6750 section 3.1: no error where the request has no credentials.
            case TOKEN_MISSING, ACCESS_TOKEN_MISSING, CALLER_UNKNOWN -> Optional.of(CHALLENGE);
            case BOUND_TO_COOKIE -> Optional.of(CHALLENGE + ", error=\"invalid_token\"");
            case AMBIGUOUS_TOKEN, AMBIGUOUS_SESSION, TOKEN_IN_URL ->
                Optional.of(CHALLENGE + ", error=\"invalid_request\"");
            case FORBIDDEN -> Optional.of(CHALLENGE + ", error=\"insufficient_scope\"");
            default -> Optional.empty();
        };
        boolean endsSession = code == Code.AMBIGUOUS_SESSION;
        return plain(code.status(), code.name(), code.action(), endsSession, code.message())
                .withChallenge(challenge);
    }

    /** The client has to prove its key: it is told what to sign. */
    static Problem proofRequired(InvalidRefreshTokenException error, String challenge) {
        return plain(FORBIDDEN, error.code().name(), error.action(), false, message(error))
                .withToProve(new ToProve(challenge, error.binding()));
    }

    /** A refusal of which a browser must not think that its session is over. */
    static Problem unavailable(SessionException error) {
        return plain(error, UNAVAILABLE, message(error));
    }

    /** A refusal of which a browser must not think that its session is over. */
    static Problem unavailable(RefusedRequestException refusal) {
        Code code = refusal.code();
        return plain(UNAVAILABLE, code.name(), code.action(), false, code.message());
    }

    static Problem of(SessionException error) {
        if (error instanceof StepUpRequiredException needed) {
            return stepUp(needed);
        }
        if (error instanceof SessionStorageException) {
            // The storage's own message is for operators.
            LOG.log(System.Logger.Level.WARNING, "A request failed by the storage of sessions.", error);
            return plain(error, UNAVAILABLE, "The storage of sessions does not answer.");
        }
        if (error instanceof BindingRefusedException) {
            boolean isConflict = error.code() == BindingRefusedException.Code.ALREADY_BOUND;
            return plain(error, isConflict ? CONFLICT : BAD_REQUEST, message(error));
        }
        if (error instanceof InvalidAccessTokenException refusal && PROOFS.contains(refusal.code())) {
            return unproved(refusal);
        }
        if (error instanceof SessionLimitException) {
            return plain(error, CONFLICT, message(error));
        }
        if (error instanceof AnswerFailedException) {
            LOG.log(System.Logger.Level.WARNING, "The tokens of a sign-in or refresh could not be made.", error);
        }
        if (error.code() == InvalidAccessTokenException.Code.STALE_NODE) {
            // Its reason, such as by how much a clock is off, is for operators, whose log has it.
            return plain(
                    error,
                    UNAVAILABLE,
                    message(new InvalidAccessTokenException(InvalidAccessTokenException.Code.STALE_NODE)));
        }
        if (SessionEnd.action(error) == Action.RETRY) {
            return plain(error, UNAVAILABLE, message(error));
        }
        return error instanceof InvalidAccessTokenException || error instanceof InvalidRefreshTokenException
                ? unauthorized(error)
                : plain(error, FAILED, message(error));
    }

    HttpAnswer answer() {
        HttpAnswer answer = HttpAnswer.of(status).withHeader("Cache-Control", "no-store");
        if (nonce.isPresent()) {
            answer = answer.withHeader(NONCE, nonce.get());
        }
        if (challenge.isPresent()) {
            answer = answer.withHeader("WWW-Authenticate", challenge.get());
        }
        Optional<String> seconds = retryAfter();
        if (seconds.isPresent()) {
            answer = answer.withHeader("Retry-After", seconds.get());
        }
        return answer.withBody("application/problem+json", JsonBody.of(json -> {
            json.writeStringProperty("title", title());
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", detail);
            json.writeStringProperty("code", code);
            json.writeStringProperty("action", action.name());
            json.writeBooleanProperty("ends_session", endsSession);
            cause.ifPresent(why -> json.writeStringProperty("cause", why.name()));
            demand.ifPresent(needed -> {
                json.writeStringProperty("factor", needed.factor());
                json.writeNumberProperty("max_age", needed.maximumAgeSeconds());
            });
            toProve.ifPresent(needed -> {
                json.writeStringProperty("challenge", needed.challenge());
                needed.kind().ifPresent(kind -> json.writeStringProperty("binding", kind));
            });
        }));
    }

    Optional<String> retryAfter() {
        return status == UNAVAILABLE && action == Action.RETRY ? Optional.of(RETRY_AFTER_SECONDS) : Optional.empty();
    }

    /** Without a type of its own, a problem's title is the status's phrase (RFC 9457 section 4.2.1). */
    String title() {
        return switch (status) {
            case BAD_REQUEST -> "Bad Request";
            case UNAUTHORIZED -> "Unauthorized";
            case FORBIDDEN -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case CONFLICT -> "Conflict";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case FAILED -> "Internal Server Error";
            default -> "Service Unavailable";
        };
    }

    /** The challenge says the same as the body, for clients that look at headers only. */
    private static Problem unauthorized(SessionException error) {
        Action action = SessionEnd.action(error);
        String challenge = CHALLENGE + ", error=\"invalid_token\", error_description=\"" + description(error)
                + "\", code=\"" + error.code().name() + "\", action=\"" + action + "\"";
        return plain(error, UNAUTHORIZED, message(error))
                .withChallenge(Optional.of(challenge))
                .withCause(error.revocationCause());
    }

    /** RFC 9449 sections 7.1 and 9. A node that asks for no nonce must not tell clients to use one. */
    private static Problem unproved(InvalidAccessTokenException refusal) {
        boolean needsFresh = refusal.challenge().isPresent();
        String challenge = "DPoP realm=\"symbolon\", error=\""
                + (needsFresh ? "use_dpop_nonce" : "invalid_dpop_proof") + "\", error_description=\""
                + description(refusal) + "\", algs=\"ES256 RS256 PS256 EdDSA\", code=\""
                + refusal.code().name()
                + "\", action=\"" + refusal.action() + "\"";
        return plain(UNAUTHORIZED, refusal.code().name(), refusal.action(), false, message(refusal))
                .withChallenge(Optional.of(challenge))
                .withNonce(refusal.challenge());
    }

    /** RFC 9470 section 3. The factor's name may be any text, so that the header leaves it out. */
    private static Problem stepUp(StepUpRequiredException needed) {
        Demand demand = new Demand(needed.factor(), needed.maximumAge().toSeconds());
        String challenge = CHALLENGE + ", error=\"insufficient_user_authentication\", error_description=\""
                + "The user has to authenticate again.\", max_age=\"" + demand.maximumAgeSeconds() + "\", code=\""
                + needed.code().name() + "\", action=\"" + needed.action() + "\"";
        return plain(UNAUTHORIZED, needed.code().name(), needed.action(), false, message(needed))
                .withChallenge(Optional.of(challenge))
                .withDemand(demand);
    }

    private static Problem plain(SessionException error, int status, String detail) {
        return plain(status, error.code().name(), SessionEnd.action(error), SessionEnd.endsSession(error), detail);
    }

    private static Problem plain(int status, String code, Action action, boolean endsSession, String detail) {
        return new Problem(
                status,
                code,
                action,
                endsSession,
                detail,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Problem withChallenge(Optional<String> header) {
        return new Problem(status, code, action, endsSession, detail, header, cause, demand, toProve, nonce);
    }

    private Problem withCause(Optional<RevocationCause> why) {
        return new Problem(status, code, action, endsSession, detail, challenge, why, demand, toProve, nonce);
    }

    private Problem withDemand(Demand needed) {
        return new Problem(
                status, code, action, endsSession, detail, challenge, cause, Optional.of(needed), toProve, nonce);
    }

    private Problem withToProve(ToProve needed) {
        return new Problem(
                status, code, action, endsSession, detail, challenge, cause, demand, Optional.of(needed), nonce);
    }

    private Problem withNonce(Optional<String> next) {
        return new Problem(status, code, action, endsSession, detail, challenge, cause, demand, toProve, next);
    }

    /** RFC 6750 section 3: printable ASCII without quotes and backslashes. */
    private static String description(RuntimeException error) {
        return message(error).replace('"', '\'').replaceAll("[^ -~]|\\\\", "?");
    }

    private static String message(RuntimeException error) {
        return String.valueOf(error.getMessage());
    }
}
