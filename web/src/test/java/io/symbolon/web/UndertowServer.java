package io.symbolon.web;

import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractServer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;

/** The contract's application in Undertow. */
final class UndertowServer implements ContractServer {
    @Override
    public Running start(ContractApplication application) {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setDeploymentName("contract")
                .setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
        WebSessions web = WebSessions.of(application.sessions());
        deployment.addServlet(servlet("endpoints", web.endpoints(), web.paths().mappings()));
        application
                .handlers()
                .forEach((pattern, handler) ->
                        deployment.addServlet(servlet(pattern, new ContractServlet(handler), pattern)));
        for (int i = 0; i < application.filters().size(); i++) {
            ContractApplication.Filtered filtered = application.filters().get(i);
            AccessTokenFilter filter = AccessTokenFilter.of(filtered.check());
            String name = "filter" + i;
            deployment.addFilter(
                    new FilterInfo(name, AccessTokenFilter.class, () -> new ImmediateInstanceHandle<>(filter)));
            filtered.patterns()
                    .forEach(pattern -> deployment.addFilterUrlMapping(name, pattern, DispatcherType.REQUEST));
        }
        return start(application.contextPath(), Servlets.newContainer().addDeployment(deployment));
    }

    /** With WebSockets. */
    Running start(LiveApplication application) {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setDeploymentName("live")
                .setContextPath("/")
                .addServlet(servlet("stream", application.stream(), LiveApplication.STREAM)
                        .setAsyncSupported(true))
                .addFilter(new FilterInfo(
                                "tokens",
                                AccessTokenFilter.class,
                                () -> new ImmediateInstanceHandle<>(application.filter))
                        .setAsyncSupported(true))
                .addFilterUrlMapping("tokens", "/*", DispatcherType.REQUEST)
                .addServletContextAttribute(
                        WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                        new WebSocketDeploymentInfo().addEndpoint(application.socket()));
        return start("", Servlets.newContainer().addDeployment(deployment));
    }

    private static ServletInfo servlet(String name, HttpServlet servlet, String... mappings) {
        return new ServletInfo(name, servlet.getClass(), () -> new ImmediateInstanceHandle<>(servlet))
                .addMappings(mappings)
                .setLoadOnStartup(1);
    }

    private static Running start(String contextPath, DeploymentManager manager) {
        manager.deploy();
        try {
            Undertow server = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setIoThreads(2)
                    .setWorkerThreads(16)
                    .setHandler(
                            contextPath.isEmpty()
                                    ? manager.start()
                                    : Handlers.path().addPrefixPath(contextPath, manager.start()))
                    .build();
            server.start();
            return running(server, manager);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Running running(Undertow server, DeploymentManager manager) {
        return new Running() {
            @Override
            public int port() {
                return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
            }

            @Override
            public void close() {
                try {
                    manager.stop();
                    manager.undeploy();
                } catch (ServletException failed) {
                    throw new IllegalStateException(failed);
                } finally {
                    server.stop();
                }
            }
        };
    }
}
