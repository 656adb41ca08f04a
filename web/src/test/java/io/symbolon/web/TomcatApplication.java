package io.symbolon.web;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

/** {@code POST /sign-in}, {@code /api/*} and the endpoints in Tomcat, with the required filter on all paths. */
final class TomcatApplication implements AutoCloseable {
    final AtomicInteger apiCalls = new AtomicInteger();

    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
            .refreshTokenKeys(TestApplication.REFRESH_KEYS)
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    private TomcatApplication(Path directory) {
        WebSessions web = WebSessions.builder(manager)
                .transports(TokenTransports.of(TokenTransport.cookie()))
                .build();
        tomcat.setSilent(true);
        tomcat.setBaseDir(directory.toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context application = tomcat.addContext("", directory.toString());
        application.addServletContainerInitializer((classes, context) -> setUp(web, context), Set.of());
        if (application instanceof StandardContext standard) {
            // It would look for leaks in packages that the JDK has closed, and warn.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    private void setUp(WebSessions web, ServletContext context) {
        context.addServlet("endpoints", web.endpoints()).addMapping(web.paths().mappings());
        context.addServlet("sign-in", servlet((request, response) -> web.signIn("alice", request, response)))
                .addMapping("/sign-in");
        context.addServlet("api", servlet((request, response) -> apiCalls.incrementAndGet()))
                .addMapping("/api/*");
        context.addFilter("sessions", web.filter().except("/sign-in", "/public/*"))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /** As Tomcat is set by default. */
    static TomcatApplication start(Path directory) {
        return new TomcatApplication(directory).started();
    }

    /** Set to take escaped slashes, and backslashes, for slashes. */
    static TomcatApplication startLenient(Path directory) {
        TomcatApplication application = new TomcatApplication(directory);
        application.connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        application.connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        application.connector.setAllowBackslash(true);
        return application.started();
    }

    int port() {
        return connector.getLocalPort();
    }

    TestClient browser() {
        return new TestClient("http://127.0.0.1:" + port()).with("Sec-Fetch-Site", "same-origin");
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failed) {
            throw new IllegalStateException(failed);
        } finally {
            manager.close();
        }
    }

    private TomcatApplication started() {
        try {
            tomcat.start();
            return this;
        } catch (LifecycleException failed) {
            close();
            throw new IllegalStateException(failed);
        }
    }

    private interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static HttpServlet servlet(Handler handler) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                handler.handle(request, response);
            }
        };
    }
}
