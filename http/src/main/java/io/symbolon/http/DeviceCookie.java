package io.symbolon.http;

import io.symbolon.CreateOptions;
import io.symbolon.DeviceTokens;
import io.symbolon.Familiarity;
import java.time.Duration;
import java.util.Optional;

/** The cookie with a browser's device token. */
record DeviceCookie(String name, CookieAttributes attributes) {
    /** The longest that browsers keep a cookie (RFC 6265bis section 5.5). */
    private static final Duration LIFE = Duration.ofDays(400);

    /** The options of a sign-in, with what the browser tells; what they say themselves stays. */
    CreateOptions familiar(CreateOptions options, String subject, HttpRequest request, DeviceTokens devices) {
        return options.familiarity() == Familiarity.NOT_KNOWABLE
                ? options.withFamiliarity(devices.familiarity(subject, kept(request)))
                : options;
    }

    /** An answer that lets the browser remember the subject. */
    HttpAnswer remember(HttpAnswer answer, String subject, HttpRequest request, DeviceTokens devices) {
        return answer.withAddedHeader(
                "Set-Cookie",
                name + "=" + devices.with(subject, kept(request)) + "; Path=/; Max-Age=" + LIFE.toSeconds()
                        + attributes.text(true));
    }

    private Optional<String> kept(HttpRequest request) {
        return CookieHeader.values(request, name).stream().findFirst();
    }
}
