package io.symbolon.demo;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionLimitException;
import io.symbolon.demo.AccessTokenGuard.NotSignedInException;
import io.symbolon.demo.SignInController.WrongCredentialsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors as problem details (RFC 9457). The fields {@code code} and {@code action} are for programs: {@code REFRESH},
 * {@code SIGN_IN}, {@code RETRY} or {@code NONE} is what the client should do next. Where an access token is refused,
 * the {@code WWW-Authenticate} header says the same (RFC 6750 section 3).
 */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
    private static final String CHALLENGE = "Bearer realm=\"symbolon-demo\"";
    private static final String SOON = "1";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(InvalidAccessTokenException refusal) {
        if (refusal.code() == InvalidAccessTokenException.Code.STALE_NODE) {
            return tryLater(refusal);
        }
        String challenge = CHALLENGE + ", error=\"invalid_token\", error_description=\"" + refusal.getMessage()
                + "\", code=\"" + refusal.code() + "\", action=\"" + refusal.action() + "\"";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .body(problem(HttpStatus.UNAUTHORIZED, refusal, refusal.revocationCause()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(InvalidRefreshTokenException refusal) {
        return refusal.action() == Action.RETRY
                ? tryLater(refusal)
                : answer(problem(HttpStatus.BAD_REQUEST, refusal, refusal.revocationCause()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(SessionException failure) {
        if (failure.action() == Action.RETRY) {
            return tryLater(failure);
        }
        boolean limit = failure instanceof SessionLimitException;
        return answer(
                problem(limit ? HttpStatus.CONFLICT : HttpStatus.INTERNAL_SERVER_ERROR, failure, Optional.empty()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(NotSignedInException refusal) {
        return challenge(problem(HttpStatus.UNAUTHORIZED, refusal.getMessage(), "NOT_SIGNED_IN", Action.SIGN_IN));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(WrongCredentialsException refusal) {
        return challenge(problem(HttpStatus.UNAUTHORIZED, refusal.getMessage(), "WRONG_CREDENTIALS", Action.NONE));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "The body is not the JSON that is expected here, or is too long.",
                "MALFORMED_REQUEST",
                Action.NONE);
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    private static ResponseEntity<ProblemDetail> tryLater(SessionException failure) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, failure, Optional.empty()));
    }

    private static ResponseEntity<ProblemDetail> challenge(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    private static ProblemDetail problem(
            HttpStatus status, SessionException exception, Optional<RevocationCause> cause) {
        ProblemDetail problem =
                problem(status, exception.getMessage(), exception.code().name(), exception.action());
        cause.ifPresent(known -> problem.setProperty("cause", known));
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String detail, String code, Action action) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        problem.setProperty("action", action);
        return problem;
    }
}
