package io.symbolon.spring.autoconfigure;

import io.symbolon.web.EndpointPaths;
import io.symbolon.web.RequestContext;
import org.springframework.beans.factory.ObjectProvider;

/** From properties to what symbolon-web takes. */
final class ConfiguredWeb {
    private ConfiguredWeb() {}

    static EndpointPaths paths(WebProperties.Path path) {
        var paths = ConfiguredEndpoints.paths(path);
        return new EndpointPaths(
                paths.refresh(),
                paths.signOut(),
                paths.end(),
                paths.sessions(),
                paths.revokeOthers(),
                paths.revokeAll(),
                paths.jwks(),
                paths.bind(),
                paths.services());
    }

    static RequestContext context(WebProperties web, ObjectProvider<RequestContext.LocationSource> locations) {
        RequestContext.Builder builder = RequestContext.builder().forwardingHeader(web.forwardingHeader());
        SymbolonConfigurationException.of(
                "symbolon.web.trusted-proxies",
                () -> builder.trustedProxies(web.trustedProxies().toArray(String[]::new)));
        locations.ifAvailable(builder::location);
        return builder.build();
    }
}
