package io.symbolon.http;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.http.internal.client.ForwardedHeader;
import io.symbolon.http.internal.client.TrustedProxies;
import io.symbolon.http.internal.client.UserAgentDevices;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the {@link SessionContext} of a request: the client's address, its device, and a location where the application
 * knows how to find one.
 *
 * <p>The address is that of the connection. Only where that is a trusted proxy's does a forwarding header count, read from
 * the right: the first address that is not a trusted proxy's is the client's. What a client writes there itself stands
 * further left and changes nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class RequestContext {
    /** What trusted proxies write. Only one counts: a proxy passes on what it does not know, as a client wrote it. */
    public enum ForwardingHeader {
        /** {@code X-Forwarded-For}, the default. */
        X_FORWARDED_FOR("X-Forwarded-For"),
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED("Forwarded");

        private final String text;

        ForwardingHeader(String text) {
            this.text = text;
        }

        List<String> hops(List<String> headers) {
            return this == FORWARDED ? ForwardedHeader.addresses(headers) : commaSeparated(headers);
        }

        private static List<String> commaSeparated(List<String> headers) {
            return headers.stream()
                    .flatMap(header -> Stream.of(header.split(",", -1)))
                    .map(String::strip)
                    .toList();
        }
    }

    /** Finds a place that a person recognises, such as {@code Chisinau, MD}. */
    @FunctionalInterface
    public interface LocationSource {
        /**
         * Finds the place of a request. Called at each sign-in and refresh, on the request's thread. What it throws is
         * logged, and the location is then unknown.
         *
         * @param ip the client's address
         * @param request the request
         * @return at most 1,024 characters, or empty if unknown
         */
        Optional<String> locate(String ip, HttpRequest request);
    }

    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,64}){0,16}");
    private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");
    private static final System.Logger LOG = System.getLogger(RequestContext.class.getName());

    private final ForwardingHeader header;
    private final TrustedProxies proxies;
    private final Function<HttpRequest, Optional<Device>> device;
    private final LocationSource location;

    private RequestContext(Builder builder) {
        this.header = builder.header;
        this.proxies = builder.proxies;
        this.device = builder.device;
        this.location = builder.location;
    }

    /**
     * A builder. By default no proxy is trusted, the device is known by the user agent, and the location is unknown.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The context of a request.
     *
     * @param request the request
     * @return the context
     */
    public SessionContext of(HttpRequest request) {
        String ip = proxies.clientAddress(request.remoteAddress(), header.hops(request.headers(header.text)));
        SessionContext context = SessionContext.of(ip);
        Optional<Device> known = device.apply(request);
        if (known.isPresent()) {
            context = context.withDevice(known.get());
        }
        return withLocation(context, request);
    }

    /**
     * What a trusted proxy has cut off the path of a request: its header {@code X-Forwarded-Prefix}.
     *
     * @param request the request
     * @return such as {@code /api}; empty if there is none, or if it is not a trusted proxy's
     */
    public String forwardedPrefix(HttpRequest request) {
        List<String> lines = request.headers("X-Forwarded-Prefix");
        if (lines.isEmpty() || !proxies.isTrusted(request.remoteAddress())) {
            return "";
        }
        String prefix = lines.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(text -> TRAILING_SLASHES.matcher(text.strip()).replaceFirst(""))
                .collect(Collectors.joining());
        return PREFIX.matcher(prefix).matches() && !prefix.contains("/.") ? prefix : "";
    }

    private SessionContext withLocation(SessionContext context, HttpRequest request) {
        try {
            Optional<String> place = location.locate(context.ip(), request);
            return place.isPresent() ? context.withLocation(place.get()) : context;
        } catch (RuntimeException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The location source failed: " + failed.getClass().getName());
            return context;
        }
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private ForwardingHeader header = ForwardingHeader.X_FORWARDED_FOR;
        private TrustedProxies proxies = TrustedProxies.of();
        private Function<HttpRequest, Optional<Device>> device;
        private LocationSource location = (ip, request) -> Optional.empty();

        private Builder() {
            UserAgentDevices known = UserAgentDevices.create();
            this.device = request -> known.find(request::header);
        }

        /**
         * Whose forwarding header counts.
         *
         * @param ranges addresses or CIDR ranges, IPv4 and IPv6, such as {@code 10.0.0.0/8} and {@code ::1}
         * @return this builder
         * @throws IllegalArgumentException if a text is neither
         */
        public Builder trustedProxies(String... ranges) {
            this.proxies = TrustedProxies.of(ranges);
            return this;
        }

        /**
         * Which header the trusted proxies write. They have to add to it or to replace it.
         *
         * @param header by default {@link ForwardingHeader#X_FORWARDED_FOR}
         * @return this builder
         */
        public Builder forwardingHeader(ForwardingHeader header) {
            this.header = Objects.requireNonNull(header, "header");
            return this;
        }

        /**
         * Tells devices apart in another way than by the user agent. The default
         * {@link io.symbolon.ContextGuard} compares them.
         *
         * @param device the device of a request, or empty if unknown
         * @return this builder
         */
        public Builder device(Function<HttpRequest, Optional<Device>> device) {
            this.device = Objects.requireNonNull(device, "device");
            return this;
        }

        /**
         * Where a location comes from.
         *
         * @param location by default there is none
         * @return this builder
         */
        public Builder location(LocationSource location) {
            this.location = Objects.requireNonNull(location, "location");
            return this;
        }

        /**
         * The settings as they are now.
         *
         * @return the request context
         */
        public RequestContext build() {
            return new RequestContext(this);
        }
    }
}
