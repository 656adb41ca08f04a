package io.symbolon.http.internal.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.Device;
import java.util.Optional;
import java.util.function.Function;

/**
 * The device of a request by its user agent, and by client hints where the user agent does not say. The user agent comes
 * first because browsers leave the hints out of some requests, and a session's device must not change by that.
 * Thread-safe.
 */
public final class UserAgentDevices {
    /** Real user agents are shorter; reading one costs milliseconds, the more the longer it is. */
    private static final int MAXIMUM_CHARACTERS = 512;

    private static final int REMEMBERED = 1_000;

    private final Cache<Headers, Optional<Device>> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private UserAgentDevices() {}

    /**
     * Knows no device yet.
     *
     * @return new devices, which remember the latest thousand
     */
    public static UserAgentDevices create() {
        return new UserAgentDevices();
    }

    /**
     * The device of a request.
     *
     * @param headers finds a header's first value
     * @return the device, or empty if the headers do not say
     */
    public Optional<Device> find(Function<String, Optional<String>> headers) {
        Headers told = new Headers(
                header(headers, "User-Agent"),
                new ClientHints(
                        header(headers, "Sec-CH-UA"),
                        header(headers, "Sec-CH-UA-Platform"),
                        header(headers, "Sec-CH-UA-Mobile")));
        return known.get(told, UserAgentDevices::device);
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

    private static String header(Function<String, Optional<String>> headers, String name) {
        return headers.apply(name)
                .filter(value -> value.length() <= MAXIMUM_CHARACTERS)
                .orElse("");
    }
}
