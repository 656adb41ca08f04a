package io.symbolon.internal.claims;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a caller may bring, and the one form in which they are kept: JSON values, integers as {@link Long} or
 * else {@link BigInteger}, other numbers as {@link BigDecimal}, maps and lists that cannot be changed.
 */
public final class ClaimRules {
    /** Names that the issuer writes, or that RFC 7800, 8693, 9068, 9449 and 9470 give a meaning: refused from callers. */
    public static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "client_id",
            "sid",
            "ver",
            "auth_time",
            "amr",
            "factors",
            "authorities",
            "cnf",
            "acr",
            "act",
            "may_act",
            "status",
            "events",
            "nonce",
            "htm",
            "htu",
            "ath");

    /** How deep objects and arrays may be nested, the claims object itself included. */
    public static final int MAXIMUM_DEPTH = 32;

    /** How many digits a number may have: what JSON readers accept by default. */
    public static final int MAXIMUM_DIGITS = 1000;

    /** The greatest power of ten, either way: a short text such as {@code 1e999999999} must not fill the memory. */
    public static final int MAXIMUM_EXPONENT = 9999;

    private ClaimRules() {}

    /**
     * A deep copy in the form above.
     *
     * @throws IllegalArgumentException if a name is reserved or a value is not one of JSON; no value is in the message
     */
    public static Map<String, @Nullable Object> copyOf(Map<String, ?> claims) {
        Objects.requireNonNull(claims, "claims");
        for (Object name : claims.keySet()) {
            if (name != null && RESERVED.contains(name)) {
                throw new IllegalArgumentException(
                        "claims hold the reserved name " + name + ": it is written by the issuer");
            }
        }
        return new JsonCopy("claims").of(claims);
    }

    /** Whether a number is within the limits above. */
    public static boolean isAllowed(BigDecimal number) {
        return number.precision() <= MAXIMUM_DIGITS && Math.abs((long) number.scale()) <= MAXIMUM_EXPONENT;
    }

    /** An integer in the one form in which it is kept. */
    public static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
