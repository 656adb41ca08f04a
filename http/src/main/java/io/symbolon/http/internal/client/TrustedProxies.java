package io.symbolon.http.internal.client;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the client's address behind proxies that are trusted. Immutable. */
public final class TrustedProxies {
    private static final String UNKNOWN = "unknown";

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * The proxies of some networks.
     *
     * @param ranges addresses or CIDR ranges
     * @return the proxies
     * @throws IllegalArgumentException if a text is neither
     */
    public static TrustedProxies of(String... ranges) {
        return new TrustedProxies(Stream.of(ranges).map(AddressRange::parse).toList());
    }

    /**
     * The nearest address that is not a trusted proxy's; where all are, the farthest. A text that is not an address ends
     * the search at the proxy that reported it.
     *
     * @param peer the connection's other end
     * @param reported what proxies wrote, the nearest hop last
     * @return the client's address, in the one form of RFC 5952
     */
    public String clientAddress(String peer, List<String> reported) {
        Optional<InetAddress> nearest = IpAddress.parse(peer);
        if (nearest.isEmpty()) {
            return UNKNOWN;
        }
        InetAddress client = nearest.get();
        for (int i = reported.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = IpAddress.parseWithPort(reported.get(i));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return IpAddress.format(client);
    }

    /**
     * Whether the headers that this peer sends are a proxy's own.
     *
     * @param peer the connection's other end
     * @return whether it is a trusted proxy
     */
    public boolean isTrusted(String peer) {
        return IpAddress.parse(peer).filter(this::isTrusted).isPresent();
    }

    private boolean isTrusted(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
