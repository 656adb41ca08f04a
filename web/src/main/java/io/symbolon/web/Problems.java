package io.symbolon.web;

import io.symbolon.SessionException;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;

/** Makes answers of what an application throws. */
interface Problems {
    /** The same for programs and people, where the application's sessions are not known. */
    Problems ALIKE = new Problems() {
        @Override
        public HttpAnswer of(SessionException error, HttpRequest request) {
            return HttpUserSessions.answer(error);
        }

        @Override
        public HttpAnswer of(io.symbolon.http.RefusedRequestException refusal, HttpRequest request) {
            return HttpUserSessions.answer(refusal);
        }
    };

    HttpAnswer of(SessionException error, HttpRequest request);

    HttpAnswer of(io.symbolon.http.RefusedRequestException refusal, HttpRequest request);

    /** Pages for people. */
    static Problems of(HttpUserSessions sessions) {
        return new Problems() {
            @Override
            public HttpAnswer of(SessionException error, HttpRequest request) {
                return sessions.answer(error, request);
            }

            @Override
            public HttpAnswer of(io.symbolon.http.RefusedRequestException refusal, HttpRequest request) {
                return sessions.answer(refusal, request);
            }
        };
    }
}
