package io.symbolon.internal.claims;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
        return copyObject(claims, 1);
    }

    /** Whether a number is within the limits above. */
    public static boolean isAllowed(BigDecimal number) {
        return number.precision() <= MAXIMUM_DIGITS && Math.abs((long) number.scale()) <= MAXIMUM_EXPONENT;
    }

    /** An integer in the one form in which it is kept. */
    public static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Map<String, @Nullable Object> copyObject(Map<?, ?> object, int depth) {
        requireDepth(depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("claims hold an object with a name that is not a String");
            }
            copy.put(TextRules.requireWellFormed(text, "a claim's name"), copyValue(value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> copyArray(Iterable<?> array, int depth) {
        requireDepth(depth);
        List<@Nullable Object> copy = new ArrayList<>();
        array.forEach(value -> copy.add(copyValue(value, depth)));
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Object copyValue(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return TextRules.requireWellFormed(text, "a claim");
        }
        if (value instanceof Number number) {
            return copyNumber(number);
        }
        if (value instanceof Map<?, ?> object) {
            return copyObject(object, depth + 1);
        }
        if (value instanceof List<?> || value instanceof Set<?>) {
            return copyArray((Iterable<?>) value, depth + 1);
        }
        if (value instanceof Object[] array) {
            return copyArray(Arrays.asList(array), depth + 1);
        }
        throw new IllegalArgumentException("claims hold a " + value.getClass().getName()
                + ": JSON values are allowed (String, Number, Boolean, null, Map, List, Set, Object[])");
    }

    private static Number copyNumber(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer) {
            return integer(requireAllowed(new BigDecimal(integer)).toBigInteger());
        }
        BigDecimal decimal = requireAllowed(toDecimal(number));
        // A decimal without a fraction or an exponent is written as an integer, so it comes back as one.
        return decimal.scale() == 0 ? integer(decimal.unscaledValue()) : decimal;
    }

    private static BigDecimal toDecimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("claims hold a number that JSON does not have: NaN or infinite");
            }
            return new BigDecimal(number.toString());
        }
        throw new IllegalArgumentException("claims hold a " + number.getClass().getName()
                + ": use Long, BigInteger, Double or BigDecimal for a number");
    }

    private static BigDecimal requireAllowed(BigDecimal number) {
        if (!isAllowed(number)) {
            throw new IllegalArgumentException("claims hold a number with more than " + MAXIMUM_DIGITS
                    + " digits or an exponent beyond " + MAXIMUM_EXPONENT);
        }
        return number;
    }

    private static void requireDepth(int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new IllegalArgumentException(
                    "claims are nested deeper than " + MAXIMUM_DEPTH + " levels, or hold themselves");
        }
    }
}
