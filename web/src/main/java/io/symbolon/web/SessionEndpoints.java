package io.symbolon.web;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Finds the endpoint of a request and answers what goes wrong in it. */
final class SessionEndpoints extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Routes routes;
    private final transient EndpointPaths paths;
    private final transient TokenTransports transports;

    SessionEndpoints(Routes routes, EndpointPaths paths, TokenTransports transports) {
        this.routes = routes;
        this.paths = paths;
        this.transports = transports;
    }

    /** Only the container knows the context path, which cookies' paths include. */
    @Override
    public void init() throws ServletException {
        String contextPath = getServletContext().getContextPath();
        transports.cookieSettings().forEach(cookies -> {
            requireReached(cookies, contextPath + paths.refresh());
            requireReached(cookies, contextPath + paths.signOut());
        });
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Routes.Match match = routes.find(request).orElseThrow(() -> new RefusedRequestException(Code.NOT_FOUND));
            if (request.getMethod().equals("OPTIONS")) {
                response.setHeader("Allow", match.allow());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
            if (!match.allows(request.getMethod())) {
                response.setHeader("Allow", match.allow());
                throw new RefusedRequestException(Code.METHOD_NOT_ALLOWED);
            }
            match.endpoint().handle(request, response);
        } catch (SessionException error) {
            WebSessions.answer(error, response);
        } catch (RefusedRequestException refusal) {
            WebSessions.answer(refusal, response);
        }
    }

    private static void requireReached(CookieSettings cookies, String path) throws IllegalArgumentException {
        if (!Objects.requireNonNull(cookies).refreshTokenReaches(path)) {
            throw new IllegalArgumentException("The cookie " + cookies.refreshTokenName() + " has the path "
                    + cookies.refreshTokenPath() + " and does not reach " + path
                    + ": set refreshTokenPath(…) to a path that covers refresh and sign-out, context path included.");
        }
    }
}
