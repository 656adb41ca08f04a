package io.symbolon.web;

import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The contract's application in Jetty. */
final class JettyServer implements ContractServer {
    private final Map<String, Filter> outer;

    /** @param outer more filters, by pattern, before those of the application */
    JettyServer(Map<String, Filter> outer) {
        this.outer = outer;
    }

    @Override
    public Running start(ContractApplication application) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context(application));
        Running running = running(server, connector);
        try {
            server.start();
            return running;
        } catch (Exception failed) {
            running.close();
            throw new IllegalStateException(failed);
        }
    }

    private ServletContextHandler context(ContractApplication application) {
        ServletContextHandler context =
                new ServletContextHandler(application.contextPath().isEmpty() ? "/" : application.contextPath());
        WebSessions web = WebSessions.of(application.sessions());
        outer.forEach((pattern, filter) -> add(context, filter, pattern));
        application
                .filters()
                .forEach(filtered -> filtered.patterns()
                        .forEach(pattern -> add(context, AccessTokenFilter.of(filtered.check()), pattern)));
        add(context, web.endpoints(), web.paths().mappings());
        application.handlers().forEach((pattern, handler) -> add(context, new ContractServlet(handler), pattern));
        return context;
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setName(servlet.getClass().getSimpleName() + patterns[0]);
        holder.setInitOrder(1);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
    }

    private static void add(ServletContextHandler context, Filter filter, String pattern) {
        context.addFilter(new FilterHolder(filter), pattern, EnumSet.of(DispatcherType.REQUEST));
    }

    private static Running running(Server server, ServerConnector connector) {
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    server.stop();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
    }
}
