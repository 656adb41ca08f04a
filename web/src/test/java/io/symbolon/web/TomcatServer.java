package io.symbolon.web;

import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.http.fileupload.FileUtils;
import org.apache.tomcat.websocket.server.WsSci;

/** The contract's application in Tomcat. */
final class TomcatServer implements ContractServer {
    private final Consumer<Connector> settings;

    private TomcatServer(Consumer<Connector> settings) {
        this.settings = settings;
    }

    /** As Tomcat is set by default. */
    static TomcatServer usual() {
        return new TomcatServer(connector -> {});
    }

    /** Set to take escaped slashes, and backslashes, for slashes. */
    static TomcatServer lenient() {
        return new TomcatServer(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
            connector.setAllowBackslash(true);
        });
    }

    @Override
    public Running start(ContractApplication application) {
        return start(application.contextPath(), List.of((classes, servlets) -> setUp(application, servlets)));
    }

    /** With WebSockets. */
    Running start(LiveApplication application) {
        return start("", List.of(new WsSci(), (classes, servlets) -> setUp(application, servlets)));
    }

    private Running start(String contextPath, List<ServletContainerInitializer> initializers) {
        Tomcat tomcat = new Tomcat();
        Connector connector = new Connector();
        Path directory = directory();
        tomcat.setSilent(true);
        tomcat.setBaseDir(directory.toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        settings.accept(connector);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext(contextPath, directory.toString());
        initializers.forEach(initializer -> context.addServletContainerInitializer(initializer, Set.of()));
        if (context instanceof StandardContext standard) {
            // It would look for leaks in packages that the JDK has closed, and warn.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        Running running = running(tomcat, connector, directory);
        try {
            tomcat.start();
            return running;
        } catch (LifecycleException failed) {
            running.close();
            throw new IllegalStateException(failed);
        }
    }

    private static void setUp(ContractApplication application, ServletContext context) {
        WebSessions web = WebSessions.of(application.sessions());
        var endpoints = context.addServlet("endpoints", web.endpoints());
        endpoints.addMapping(web.paths().mappings());
        endpoints.setLoadOnStartup(1);
        application
                .handlers()
                .forEach((pattern, handler) -> context.addServlet(pattern, new ContractServlet(handler))
                        .addMapping(pattern));
        for (int i = 0; i < application.filters().size(); i++) {
            ContractApplication.Filtered filtered = application.filters().get(i);
            context.addFilter("filter" + i, AccessTokenFilter.of(filtered.check()))
                    .addMappingForUrlPatterns(
                            EnumSet.of(DispatcherType.REQUEST),
                            true,
                            filtered.patterns().toArray(String[]::new));
        }
    }

    private static void setUp(LiveApplication application, ServletContext context) {
        ServletRegistration.Dynamic stream = context.addServlet("stream", application.stream());
        stream.addMapping(LiveApplication.STREAM);
        stream.setAsyncSupported(true);
        // Tomcat asks no filter where there is no servlet.
        context.addServlet("default", new DefaultServlet()).addMapping("/");
        FilterRegistration.Dynamic filter = context.addFilter("tokens", application.filter);
        filter.setAsyncSupported(true);
        // Before Tomcat's own filter, which opens WebSockets.
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        ServerContainer sockets = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            sockets.addEndpoint(application.socket());
        } catch (DeploymentException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("symbolon-tomcat");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Running running(Tomcat tomcat, Connector connector, Path directory) {
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    tomcat.stop();
                    tomcat.destroy();
                    FileUtils.deleteDirectory(directory.toFile());
                } catch (LifecycleException | IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
    }
}
