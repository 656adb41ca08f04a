package io.symbolon.spring.autoconfigure;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RequestContext;
import io.symbolon.webflux.AccessTokenWebFilter;
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
        HttpUserSessions.Builder builder = HttpUserSessions.builder(manager)
                .paths(ConfiguredEndpoints.paths(web.path()))
                .context(context(web, locations));
        ConfiguredEndpoints.pages(web, builder::signInPage, builder::externalBase, builder::bindSessions);
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
