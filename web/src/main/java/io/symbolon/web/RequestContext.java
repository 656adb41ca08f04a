package io.symbolon.web;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

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
        X_FORWARDED_FOR(io.symbolon.http.RequestContext.ForwardingHeader.X_FORWARDED_FOR),
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED(io.symbolon.http.RequestContext.ForwardingHeader.FORWARDED);

        private final io.symbolon.http.RequestContext.ForwardingHeader header;

        ForwardingHeader(io.symbolon.http.RequestContext.ForwardingHeader header) {
            this.header = header;
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
        Optional<String> locate(String ip, HttpServletRequest request);
    }

    private final io.symbolon.http.RequestContext context;

    private RequestContext(io.symbolon.http.RequestContext context) {
        this.context = context;
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
    public SessionContext of(HttpServletRequest request) {
        return context.of(new ServletHttpRequest(request));
    }

    io.symbolon.http.RequestContext context() {
        return context;
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private final io.symbolon.http.RequestContext.Builder builder = io.symbolon.http.RequestContext.builder();

        private Builder() {}

        /**
         * Whose forwarding header counts, and whose {@code X-Forwarded-Prefix}.
         *
         * @param ranges addresses or CIDR ranges, IPv4 and IPv6, such as {@code 10.0.0.0/8} and {@code ::1}
         * @return this builder
         * @throws IllegalArgumentException if a text is neither
         */
        public Builder trustedProxies(String... ranges) {
            builder.trustedProxies(ranges);
            return this;
        }

        /**
         * Which header the trusted proxies write. They have to add to it or to replace it.
         *
         * @param header by default {@link ForwardingHeader#X_FORWARDED_FOR}
         * @return this builder
         */
        public Builder forwardingHeader(ForwardingHeader header) {
            builder.forwardingHeader(header.header);
            return this;
        }

        /**
         * Tells devices apart in another way than by the user agent. The default
         * {@link io.symbolon.ContextGuard} compares them.
         *
         * @param device the device of a request, or empty if unknown
         * @return this builder
         */
        public Builder device(Function<HttpServletRequest, Optional<Device>> device) {
            Objects.requireNonNull(device, "device");
            builder.device(request -> device.apply(ServletHttpRequest.unwrap(request)));
            return this;
        }

        /**
         * Where a location comes from.
         *
         * @param location by default there is none
         * @return this builder
         */
        public Builder location(LocationSource location) {
            Objects.requireNonNull(location, "location");
            builder.location((ip, request) -> location.locate(ip, ServletHttpRequest.unwrap(request)));
            return this;
        }

        /**
         * The settings as they are now.
         *
         * @return the request context
         */
        public RequestContext build() {
            return new RequestContext(builder.build());
        }
    }
}
