package io.symbolon.demo;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * From where a request comes: the address of the connection, and the device that the client says it is. Headers such as
 * {@code X-Forwarded-For} are not looked at: anybody can send them.
 */
final class ClientContext {
    /** {@code curl/8.14.1}, but no browser: those all begin with {@code Mozilla/}. */
    private static final Pattern PROGRAM = Pattern.compile("(?!Mozilla/)([A-Za-z][A-Za-z0-9-]{0,31})/.*");

    /** In the order of looking: a phone with Android also says Linux, and every browser says Safari. */
    private static final Map<String, Device> SYSTEMS = systems();

    private static final Map<String, String> BROWSERS = browsers();

    private ClientContext() {}

    static SessionContext of(HttpServletRequest request) {
        SessionContext context = SessionContext.of(request.getRemoteAddr());
        return device(request.getHeader(HttpHeaders.USER_AGENT))
                .map(context::withDevice)
                .orElse(context);
    }

    /** A device without version numbers, as an update of the browser makes no other device. Empty if it is not known. */
    static Optional<Device> device(@Nullable String userAgent) {
        if (userAgent == null) {
            return Optional.empty();
        }
        Matcher program = PROGRAM.matcher(userAgent);
        if (program.matches()) {
            return Optional.of(new Device("program", program.group(1)));
        }
        return first(SYSTEMS, userAgent)
                .flatMap(system -> first(BROWSERS, userAgent)
                        .map(browser -> new Device(system.type(), browser + " on " + system.name())));
    }

    private static <T> Optional<T> first(Map<String, T> known, String userAgent) {
        return known.entrySet().stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, Device> systems() {
        Map<String, Device> systems = new LinkedHashMap<>();
        systems.put("iPhone", new Device("phone", "iPhone"));
        systems.put("iPad", new Device("tablet", "iPad"));
        systems.put("Android", new Device("mobile", "Android"));
        systems.put("Windows NT", new Device("desktop", "Windows"));
        systems.put("Macintosh", new Device("desktop", "macOS"));
        systems.put("CrOS", new Device("desktop", "ChromeOS"));
        systems.put("Linux", new Device("desktop", "Linux"));
        return systems;
    }

    private static Map<String, String> browsers() {
        Map<String, String> browsers = new LinkedHashMap<>();
        browsers.put("Edg/", "Edge");
        browsers.put("OPR/", "Opera");
        browsers.put("Firefox/", "Firefox");
        browsers.put("FxiOS/", "Firefox");
        browsers.put("CriOS/", "Chrome");
        browsers.put("Chrome/", "Chrome");
        browsers.put("Safari/", "Safari");
        return browsers;
    }
}
