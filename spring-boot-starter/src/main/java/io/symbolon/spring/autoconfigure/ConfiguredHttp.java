package io.symbolon.spring.autoconfigure;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.http.EndpointPaths;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RequestContext;
import io.symbolon.http.ServicePaths;
import io.symbolon.webflux.AccessTokenWebFilter;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** From properties to what symbolon-http takes. */
final class ConfiguredHttp {
    private ConfiguredHttp() {}

    /** All but the transports. */
    static HttpUserSessions.Builder builder(
            JwtUserSessionManager manager, WebProperties web, ObjectProvider<RequestContext.LocationSource> locations) {
        HttpUserSessions.Builder builder =
                HttpUserSessions.builder(manager).paths(paths(web.path())).context(context(web, locations));
        String page = web.signInPage();
        if (page != null) {
            SymbolonConfigurationException.of("symbolon.web.sign-in-page", () -> builder.signInPage(page));
        }
        URI base = web.externalBase();
        if (base != null) {
            SymbolonConfigurationException.of("symbolon.web.external-base", () -> builder.externalBase(base));
        }
        if (web.bindSessions()) {
            builder.bindSessions();
        }
        return builder;
    }

    /** The filter at its paths, without those that are open. */
    static WebFilter at(WebProperties web, AccessTokenWebFilter filter) {
        AccessTokenWebFilter excepting = filter.except(web.openPaths().toArray(String[]::new));
        List<PathPattern> patterns = web.filterPaths().stream()
                .map(path -> path.endsWith("/*") ? path + "*" : path)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
        return (exchange, chain) -> {
            PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
            return patterns.stream().anyMatch(pattern -> pattern.matches(path))
                    ? excepting.filter(exchange, chain)
                    : chain.filter(exchange);
        };
    }

    private static EndpointPaths paths(WebProperties.Path path) {
        return SymbolonConfigurationException.of(
                "symbolon.web.path",
                () -> EndpointPaths.defaults()
                        .withTokenPaths(path.refresh(), path.signOut())
                        .withSessions(path.sessions())
                        .withJwks(path.jwks())
                        .withBind(path.bind())
                        .withServices(ServicePaths.none()
                                .withRevocations(path.revocations())
                                .withRevoke(path.revoke())
                                .withIntrospect(path.introspect())));
    }

    private static RequestContext context(WebProperties web, ObjectProvider<RequestContext.LocationSource> locations) {
        RequestContext.Builder builder = RequestContext.builder()
                .forwardingHeader(RequestContext.ForwardingHeader.valueOf(
                        web.forwardingHeader().name()));
        SymbolonConfigurationException.of(
                "symbolon.web.trusted-proxies",
                () -> builder.trustedProxies(web.trustedProxies().toArray(String[]::new)));
        locations.ifAvailable(builder::location);
        return builder.build();
    }
}
