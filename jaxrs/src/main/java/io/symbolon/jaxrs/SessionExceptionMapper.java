package io.symbolon.jaxrs;

import io.symbolon.SessionException;
import io.symbolon.http.HttpUserSessions;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers what a resource throws with a problem. */
final class SessionExceptionMapper implements ExceptionMapper<SessionException> {
    @Override
    public Response toResponse(SessionException error) {
        return RestAnswers.response(HttpUserSessions.answer(error)).build();
    }
}
