package io.symbolon.spring.autoconfigure;

import io.symbolon.http.FeedKeys;
import io.symbolon.http.RevocationFeed;
import io.symbolon.http.ServiceAuthentication;
import io.symbolon.http.ServiceCaller;
import io.symbolon.http.ServiceSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/** The endpoints for other services that the properties turn on, and who may call them. */
record ConfiguredServices(SymbolonProperties properties, ResourceLoader files) {
    private static final String EXAMPLE = """
            Write to application.yml:

                symbolon:
                  services:
                    orders:
                      secret: file:/run/secrets/orders      # openssl rand -hex 32
                      sees-subjects: true

            Or declare a bean of the type io.symbolon.http.ServiceAuthentication.""";

    /**
     * Tells a builder which endpoints are on.
     *
     * @param own takes the place of secrets
     */
    void addTo(
            @Nullable ServiceAuthentication own,
            Consumer<RevocationFeed> feed,
            Consumer<ServiceAuthentication> tokenRevocation,
            Consumer<ServiceAuthentication> tokenIntrospection) {
        if (!properties.feed().enabled() && !properties.tokenRevocation() && !properties.tokenIntrospection()) {
            return;
        }
        ServiceAuthentication callers = own == null ? secrets() : own;
        if (properties.feed().enabled()) {
            feed.accept(feed(callers));
        }
        if (properties.tokenRevocation()) {
            tokenRevocation.accept(callers);
        }
        if (properties.tokenIntrospection()) {
            tokenIntrospection.accept(callers);
        }
    }

    private ServiceSecrets secrets() {
        if (properties.services().isEmpty()) {
            throw new SymbolonConfigurationException(
                    "An endpoint for other services is on, and symbolon.services names none.", EXAMPLE);
        }
        ServiceSecrets secrets = ServiceSecrets.none();
        for (Map.Entry<String, SymbolonProperties.Service> entry :
                properties.services().entrySet()) {
            String property = "symbolon.services." + entry.getKey() + ".secret";
            String text = entry.getValue().secret();
            if (text == null || text.isBlank()) {
                throw new SymbolonConfigurationException(property + " is not set.", EXAMPLE);
            }
            ServiceCaller caller =
                    new ServiceCaller(entry.getKey(), entry.getValue().seesSubjects());
            ServiceSecrets known = secrets;
            secrets = SymbolonConfigurationException.of(
                    property,
                    () -> known.with(caller, KeyText.read(property, text, files).text()));
        }
        return secrets;
    }

    private RevocationFeed feed(ServiceAuthentication callers) {
        FeedProperties feed = properties.feed();
        RevocationFeed settings = SymbolonConfigurationException.of(
                "symbolon.feed",
                () -> RevocationFeed.of(callers)
                        .withLongestWait(feed.longestWait())
                        .withMaximumWaiters(feed.maximumWaiters())
                        .withRestarts(feed.restarts()));
        List<FeedKeys> keys = new ArrayList<>();
        for (int i = 0; i < feed.keys().size(); i++) {
            String property = "symbolon.feed.keys[" + i + "]";
            KeyText key = KeyText.read(property, feed.keys().get(i), files);
            keys.add(SymbolonConfigurationException.of(property, () -> FeedKeys.fromBase64(key.text())));
        }
        return SymbolonConfigurationException.of(
                "symbolon.feed.keys",
                () -> keys.stream()
                        .reduce(FeedKeys::and)
                        .map(settings::withKeys)
                        .orElse(settings));
    }
}
