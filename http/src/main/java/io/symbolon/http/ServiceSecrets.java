package io.symbolon.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Services that are known by a secret, sent as {@code Authorization: Bearer <secret>}, or as
 * {@code Authorization: Basic} with the name and the secret (RFC 6749 section 2.3.1). A service may have two secrets while
 * one takes the other's place.
 *
 * <p>Secrets are compared in constant time, and only their hashes are kept. Immutable: each {@code with…} method returns a new
 * object. Thread-safe.
 */
public final class ServiceSecrets implements ServiceAuthentication {
    private static final int SHORTEST = 32;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private record Known(ServiceCaller caller, String hash) {
        boolean has(String otherHash) {
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private final List<Known> known;

    private ServiceSecrets(List<Known> known) {
        this.known = List.copyOf(known);
    }

    /**
     * Nobody yet.
     *
     * @return secrets of no service
     */
    public static ServiceSecrets none() {
        return new ServiceSecrets(List.of());
    }

    /**
     * One more service, or one more secret of a service.
     *
     * @param caller the service
     * @param secret at least 32 printable ASCII characters without blanks; make it by {@code openssl rand -hex 32}
     * @return new secrets
     * @throws IllegalArgumentException if the secret is not as above, or is another service's
     */
    public ServiceSecrets with(ServiceCaller caller, String secret) {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(secret, "secret");
        if (!secret.matches("[!-~]{" + SHORTEST + ",}")) {
            throw new IllegalArgumentException("the secret of " + caller.name() + " has to be of at least " + SHORTEST
                    + " printable ASCII characters without blanks: make one with: openssl rand -hex 32");
        }
        String hash = hash(secret);
        if (known.stream().anyMatch(other -> other.has(hash))) {
            throw new IllegalArgumentException(
                    "the secret of " + caller.name() + " is given twice: each needs its own");
        }
        List<Known> more = new ArrayList<>(known);
        more.add(new Known(caller, hash));
        return new ServiceSecrets(more);
    }

    @Override
    public Optional<ServiceCaller> caller(HttpRequest request) {
        List<String> headers = request.headers("Authorization");
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.get(0);
        String scheme = header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return withSecret(header.substring(BEARER.length()).strip());
        }
        return scheme.startsWith(BASIC) ? basic(header.substring(BASIC.length()).strip()) : Optional.empty();
    }

    /** How many secrets are known. */
    @Override
    public String toString() {
        return "ServiceSecrets[" + known.size() + "]";
    }

    private Optional<ServiceCaller> basic(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String name = URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8);
            return withSecret(URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8))
                    .filter(caller -> caller.name().equals(name));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** All are compared, so that the time tells nothing. */
    private Optional<ServiceCaller> withSecret(String secret) {
        String hash = hash(secret);
        Optional<ServiceCaller> found = Optional.empty();
        for (Known service : known) {
            if (service.has(hash)) {
                found = Optional.of(service.caller());
            }
        }
        return found;
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
