package io.symbolon.spring.autoconfigure;

import io.symbolon.http.ServicePaths;
import io.symbolon.web.EndpointPaths;
import io.symbolon.web.RequestContext;
import io.symbolon.web.WebSessions;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;

/** From properties to what symbolon-web takes. */
final class ConfiguredWeb {
    private ConfiguredWeb() {}

    static EndpointPaths paths(WebProperties.Path path) {
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

    static void pages(WebProperties web, WebSessions.Builder builder) {
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
