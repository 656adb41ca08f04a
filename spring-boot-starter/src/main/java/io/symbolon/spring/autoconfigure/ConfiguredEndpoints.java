package io.symbolon.spring.autoconfigure;

import io.symbolon.http.EndpointPaths;
import io.symbolon.http.ServicePaths;
import java.net.URI;
import java.util.function.Function;

/** What the properties say of the endpoints and pages, alike for each kind of server. */
final class ConfiguredEndpoints {
    private ConfiguredEndpoints() {}

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

    /** Tells a builder what is set. */
    static void pages(
            WebProperties web, Function<String, ?> signInPage, Function<URI, ?> externalBase, Runnable bindSessions) {
        String page = web.signInPage();
        if (page != null) {
            SymbolonConfigurationException.of("symbolon.web.sign-in-page", () -> signInPage.apply(page));
        }
        URI base = web.externalBase();
        if (base != null) {
            SymbolonConfigurationException.of("symbolon.web.external-base", () -> externalBase.apply(base));
        }
        if (web.bindSessions()) {
            bindSessions.run();
        }
    }
}
