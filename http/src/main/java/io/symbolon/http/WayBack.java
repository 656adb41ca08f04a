package io.symbolon.http;

import java.util.Optional;

/**
 * Where a person goes on after the sign-in. The address comes from the request, so anybody may have written it: only
 * paths of this origin count.
 */
public final class WayBack {
    /** The query parameter of the sign-in page that holds the address. */
    public static final String PARAMETER = "return_to";

    private static final int MAXIMUM_LENGTH = 2_048;

    private WayBack() {}

    /**
     * Checks an address.
     *
     * @param address as it came, decoded
     * @return the address, if a browser that is sent there stays at this origin; else empty
     */
    public static Optional<String> checked(String address) {
        boolean isPath = address.startsWith("/") && !address.startsWith("//");
        // Browsers take a backslash for a slash, and leave tabs and line ends out.
        boolean isPlain = address.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
        return isPath && isPlain && address.length() <= MAXIMUM_LENGTH ? Optional.of(address) : Optional.empty();
    }
}
