package com.example;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import io.symbolon.web.WebSessions;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** A Javalin application with sessions in bearer tokens: sign in as ada, "analytical engine". */
public final class Notes {
    private static final Map<String, String> PASSWORDS = Map.of("ada", "analytical engine"); // yours are hashed

    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final WebSessions web;

    private Notes(WebSessions web) {
        this.web = web;
    }

    public static void main(String[] args) {
        start(8080);
    }

    /** With port 0, on a free port. */
    static Javalin start(int port) {
        // Keys and sessions are gone after a restart. To keep them: docs/keys.md and docs/storages.md.
        JwtUserSessionManager sessions = JwtUserSessionManager.builder()
                .issuer("http://localhost:8080")
                .audience("notes")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();
        WebSessions web = WebSessions.builder(sessions)
                .transports(TokenTransports.of(TokenTransport.bearer()))
                .build();
        Notes notes = new Notes(web);
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.modifyServletContextHandler(context -> protect(context, web));
                    config.routes.post("/sign-in", notes::signIn);
                    config.routes.get("/note", notes::read);
                    config.routes.put("/note", notes::write);
                })
                .start("localhost", port);
    }

    /** Before Javalin: Symbolon's endpoints, and a filter that lets only requests with a good access token pass. */
    private static void protect(ServletContextHandler context, WebSessions web) {
        ServletHolder endpoints = new ServletHolder(web.endpoints());
        for (String path : web.paths().mappings()) {
            context.addServlet(endpoints, path);
        }
        context.addFilter(new FilterHolder(web.filter().except("/sign-in")), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private void signIn(Context context) throws IOException {
        String name = String.valueOf(context.formParam("name"));
        if (String.valueOf(context.formParam("password")).equals(PASSWORDS.get(name))) {
            web.signIn(name, context.req(), context.res());
        } else {
            context.status(403).result("The name or the password is wrong.");
        }
    }

    private void read(Context context) {
        context.result(notes.getOrDefault(user(context), ""));
    }

    private void write(Context context) {
        notes.put(user(context), context.body());
        context.status(204);
    }

    private static String user(Context context) {
        return AccessTokenFilter.accessToken(context.req()).orElseThrow().subject();
    }
}
