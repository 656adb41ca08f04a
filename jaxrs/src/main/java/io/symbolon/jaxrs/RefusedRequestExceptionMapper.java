package io.symbolon.jaxrs;

import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers what a resource throws with a problem. */
final class RefusedRequestExceptionMapper implements ExceptionMapper<RefusedRequestException> {
    @Override
    public Response toResponse(RefusedRequestException refusal) {
        return RestAnswers.response(HttpUserSessions.answer(refusal)).build();
    }
}
