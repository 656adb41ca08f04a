package io.symbolon.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.Device;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * The device of a request by its user agent, and by client hints where the user agent does not say. The user agent comes
 * first because browsers leave the hints out of some requests, and a session's device must not change by that.
 */
final class UserAgentDevices implements Function<HttpServletRequest, Optional<Device>> {
    /** Real user agents are shorter; reading one costs milliseconds, the more the longer it is. */
    private static final int MAXIMUM_CHARACTERS = 512;

    private static final int REMEMBERED = 1_000;

    private final Cache<Headers, Optional<Device>> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private UserAgentDevices() {}

    static UserAgentDevices create() {
        return new UserAgentDevices();
    }

    @Override
    public Optional<Device> apply(HttpServletRequest request) {
        Headers headers = new Headers(
                header(request, "User-Agent"),
                new ClientHints(
                        header(request, "Sec-CH-UA"),
                        header(request, "Sec-CH-UA-Platform"),
                        header(request, "Sec-CH-UA-Mobile")));
        return known.get(headers, UserAgentDevices::device);
    }

    private record Headers(String userAgent, ClientHints hints) {}

    private static Optional<Device> device(Headers headers) {
        UserAgentText agent = UserAgentText.read(headers.userAgent());
        Optional<String> browser = agent.browser().or(headers.hints()::browser);
        Optional<String> system = agent.system().or(headers.hints()::system);
        if (browser.isEmpty() && system.isEmpty()) {
            return Optional.empty();
        }
        String name = browser.isPresent() && system.isPresent()
                ? browser.get() + " on " + system.get()
                : browser.or(() -> system).orElseThrow();
        String type = agent.type(system, headers.hints().isMobile());
        return Optional.of(new Device(type, name));
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null || value.length() > MAXIMUM_CHARACTERS ? "" : value;
    }
}
