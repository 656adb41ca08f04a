package io.symbolon.web;

import io.symbolon.http.HttpUserSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The endpoints as a servlet. */
final class EndpointServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HttpUserSessions sessions;

    EndpointServlet(HttpUserSessions sessions) {
        this.sessions = sessions;
    }

    /** Only the container knows the context path, which cookies' paths include. */
    @Override
    public void init() {
        sessions.requireReached(getServletContext().getContextPath());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletAnswers.write(sessions.endpoint(new ServletHttpRequest(request)), response);
    }
}
