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

/** Copies what a caller brings into the one form in which JSON values are kept: see {@link ClaimRules}. */
public final class JsonCopy {
    private final String what;

    /** @param what the argument's name in messages, in the plural */
    public JsonCopy(String what) {
        this.what = what;
    }

    /**
     * A deep copy.
     *
     * @throws IllegalArgumentException if a value is not one of JSON; no value is in the message
     */
    public Map<String, @Nullable Object> of(Map<String, ?> object) {
        return copyObject(Objects.requireNonNull(object, what), 1);
    }

    private Map<String, @Nullable Object> copyObject(Map<?, ?> object, int depth) {
        requireDepth(depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException(what + " hold an object with a name that is not a String");
            }
            copy.put(TextRules.requireWellFormed(text, "a name in " + what), copyValue(value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private List<@Nullable Object> copyArray(Iterable<?> array, int depth) {
        requireDepth(depth);
        List<@Nullable Object> copy = new ArrayList<>();
        array.forEach(value -> copy.add(copyValue(value, depth)));
        return Collections.unmodifiableList(copy);
    }

    private @Nullable Object copyValue(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return TextRules.requireWellFormed(text, "a value in " + what);
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
        throw new IllegalArgumentException(what + " hold a " + value.getClass().getName()
                + ": JSON values are allowed (String, Number, Boolean, null, Map, List, Set, Object[])");
    }

    private Number copyNumber(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer) {
            return ClaimRules.integer(requireAllowed(new BigDecimal(integer)).toBigInteger());
        }
        BigDecimal decimal = requireAllowed(toDecimal(number));
        // A decimal without a fraction or an exponent is written as an integer, so it comes back as one.
        return decimal.scale() == 0 ? ClaimRules.integer(decimal.unscaledValue()) : decimal;
    }

    private BigDecimal toDecimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException(what + " hold a number that JSON does not have: NaN or infinite");
            }
            return new BigDecimal(number.toString());
        }
        throw new IllegalArgumentException(what + " hold a " + number.getClass().getName()
                + ": use Long, BigInteger, Double or BigDecimal for a number");
    }

    private BigDecimal requireAllowed(BigDecimal number) {
        if (!ClaimRules.isAllowed(number)) {
            throw new IllegalArgumentException(what + " hold a number with more than " + ClaimRules.MAXIMUM_DIGITS
                    + " digits or an exponent beyond " + ClaimRules.MAXIMUM_EXPONENT);
        }
        return number;
    }

    private void requireDepth(int depth) {
        if (depth > ClaimRules.MAXIMUM_DEPTH) {
            throw new IllegalArgumentException(
                    what + " are nested deeper than " + ClaimRules.MAXIMUM_DEPTH + " levels, or hold themselves");
        }
    }
}
