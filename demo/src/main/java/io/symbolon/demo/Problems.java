package io.symbolon.demo;

import io.symbolon.SessionException.Action;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * This application's own errors, in the form of Symbolon's: problem details (RFC 9457) whose fields {@code code} and
 * {@code action} are for programs.
 */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(AuthenticationException wrongCredentials) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"symbolon-demo\"")
                .body(problem(HttpStatus.UNAUTHORIZED, "The name or the password is wrong.", "WRONG_CREDENTIALS"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(AccessDeniedException forbidden) {
        return ResponseEntity.status(HttpStatus.FORBIDDEN)
                .body(problem(HttpStatus.FORBIDDEN, "This needs another role.", "FORBIDDEN"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "The body is not the JSON that is expected here, or is too long.",
                "MALFORMED_REQUEST");
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return accepts(request.getHeader(HttpHeaders.ACCEPT))
                ? PageController.notFound()
                : super.handleNoResourceFoundException(exception, headers, status, request);
    }

    /** Whether it is a browser that shows the answer to a person. */
    static boolean accepts(@Nullable String types) {
        return types != null && types.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static ProblemDetail problem(HttpStatus status, String detail, String code) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        problem.setProperty("action", Action.NONE);
        return problem;
    }
}
