package io.symbolon.internal.net;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something may come from that whoever can change it on its way could do harm with.
 *
 * @param what such as {@code a JWK set}
 * @param harm what else could happen, to follow "as"
 */
public record SafeAddress(String what, String harm) {
    /** By number or by the one name that stands for them: no name server is asked where that is. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]", Pattern.CASE_INSENSITIVE);

    /**
     * The address, if it is safe.
     *
     * @throws IllegalArgumentException if it is neither https nor http on this machine, or holds a user's name
     */
    public URI require(URI address) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("");
        String host = Optional.ofNullable(address.getHost()).orElse("");
        boolean isSafe = (scheme.equalsIgnoreCase("https") && !host.isEmpty())
                || (scheme.equalsIgnoreCase("http") && LOOPBACK.matcher(host).matches());
        if (!isSafe) {
            throw new IllegalArgumentException(
                    what + "'s address has to be an https URL, as " + harm + "; http is for localhost only");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(what + "'s address cannot hold a user name or password: give an"
                    + " HttpClient that has an Authenticator");
        }
        return address;
    }

    /** An address without its query, which may hold a secret. */
    public static String describe(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority()
                + Optional.ofNullable(address.getRawPath()).orElse("");
    }
}
