package io.symbolon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the client's address behind proxies that are trusted. */
final class TrustedProxies {
    private static final String UNKNOWN = "unknown";

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    static TrustedProxies of(String... ranges) {
        return new TrustedProxies(Stream.of(ranges).map(AddressRange::parse).toList());
    }

    /**
     * The nearest address that is not a trusted proxy's; where all are, the farthest. What is no address ends the search
     * at the proxy that reported it.
     *
     * @param hops reads the header's lines: the nearest hop is the last
     */
    String clientAddress(HttpServletRequest request, String header, Function<List<String>, List<String>> hops) {
        String peer = request.getRemoteAddr();
        Optional<InetAddress> nearest = IpAddress.parse(peer == null ? "" : peer);
        if (nearest.isEmpty()) {
            return UNKNOWN;
        }
        InetAddress client = nearest.get();
        List<String> reported = hops.apply(Collections.list(request.getHeaders(header)));
        for (int i = reported.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = IpAddress.parseWithPort(reported.get(i));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return IpAddress.format(client);
    }

    private boolean isTrusted(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
