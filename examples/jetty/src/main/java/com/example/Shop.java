package com.example;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.web.CookieSettings;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import io.symbolon.web.WebSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A servlet application in an embedded Jetty, with sessions in cookies: sign in as ada, "analytical engine". */
public final class Shop {
    private static final Map<String, String> PASSWORDS = Map.of("ada", "analytical engine"); // yours are hashed

    private static final String FORM =
            "<form method=post><input name=name><input name=password type=password><button>Sign in</button></form>";

    private Shop() {}

    public static void main(String[] args) throws Exception {
        start(8080).join();
    }

    /** With port 0, on a free port. */
    static Server start(int port) throws Exception {
        // Keys and sessions are gone after a restart. To keep them: docs/keys.md and docs/storages.md.
        JwtUserSessionManager sessions = JwtUserSessionManager.builder()
                .issuer("http://localhost:8080")
                .audience("shop")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();
        WebSessions web = WebSessions.builder(sessions)
                .signInPage("/sign-in")
                .transports(TokenTransports.of(TokenTransport.cookie(
                        CookieSettings.forCookie().refreshTokenToAllPages().build())))
                .build();

        ServletContextHandler context = new ServletContextHandler("/");
        add(context, web.endpoints(), web.paths().mappings());
        add(context, new SignIn(web), "/sign-in");
        add(context, new Basket(web), "/");
        context.addFilter(new FilterHolder(web.filter().except("/sign-in")), "/*", EnumSet.of(DispatcherType.REQUEST));

        Server server = new Server(new InetSocketAddress("localhost", port));
        server.setHandler(context);
        server.start();
        return server;
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
    }

    private static final class SignIn extends HttpServlet {
        private final WebSessions web;

        SignIn(WebSessions web) {
            this.web = web;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            write(response, FORM);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String name = String.valueOf(request.getParameter("name"));
            if (String.valueOf(request.getParameter("password")).equals(PASSWORDS.get(name))) {
                web.signIn(name, request, response);
                response.sendRedirect(WebSessions.wayBack(request).orElse("/"));
            } else {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                doGet(request, response);
            }
        }
    }

    private static final class Basket extends HttpServlet {
        private final WebSessions web;

        Basket(WebSessions web) {
            this.web = web;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            write(
                    response,
                    "<h1>The basket of " + request.getRemoteUser() + "</h1>"
                            + "<form method=post action=/><button>Sign out</button></form>");
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            web.signOut(request, response);
            response.sendRedirect("/sign-in");
        }
    }

    private static void write(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(html);
    }
}
