package io.symbolon.internal.jwks;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a JWK set may come from: whoever can change it on its way can issue tokens. */
final class JwksAddress {
    /** By number or by the one name that stands for them: no name server is asked where that is. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]", Pattern.CASE_INSENSITIVE);

    private JwksAddress() {}

    /**
     * The address, if it is safe.
     *
     * @throws IllegalArgumentException if it is neither https nor http on this machine, or holds a user's name
     */
    static URI requireSafe(URI address) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("");
        String host = Optional.ofNullable(address.getHost()).orElse("");
        boolean isSafe = (scheme.equalsIgnoreCase("https") && !host.isEmpty())
                || (scheme.equalsIgnoreCase("http") && LOOPBACK.matcher(host).matches());
        if (!isSafe) {
            throw new IllegalArgumentException("a JWK set's address has to be an https URL, as who can change the"
                    + " keys on their way can issue tokens; http is for localhost only");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a JWK set's address cannot hold a user name or password: give an"
                    + " HttpClient that has an Authenticator");
        }
        return address;
    }

    /** The address without its query, which may hold a secret. */
    static String describe(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority()
                + Optional.ofNullable(address.getRawPath()).orElse("");
    }
}
