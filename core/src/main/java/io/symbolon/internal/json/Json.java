package io.symbolon.internal.json;

import io.symbolon.internal.claims.ClaimRules;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** JSON text to values in the form of {@link ClaimRules}, and back. Names that stand twice in an object are refused. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .recyclerPool(new JsonBuffers())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ClaimRules.MAXIMUM_DEPTH)
                    .maxNumberLength(ClaimRules.MAXIMUM_DIGITS + 10)
                    .build())
            .build();

    private Json() {}

    /** Finds names by their number in a list, without making a text of what the parser reads. */
    public static PropertyNameMatcher matcher(List<String> names) {
        return FACTORY.constructNameMatcher(
                names.stream().map(Named::fromString).toList(), false);
    }

    /** A parser at the start of a text, which is a part of some bytes. */
    public static JsonParser parser(byte[] bytes, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }

    /**
     * Reads a whole text that is one object.
     *
     * @throws JsonException if it is anything else
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonException();
            }
            Map<String, @Nullable Object> object = objectBody(parser);
            if (parser.nextToken() != null) {
                throw new JsonException();
            }
            return object;
        } catch (JacksonException | ArithmeticException | NumberFormatException malformed) {
            throw new JsonException();
        }
    }

    /** The value at which the parser stands. */
    public static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> objectBody(parser);
            case START_ARRAY -> arrayBody(parser);
            default -> throw new JsonException();
        };
    }

    /** Refuses a name that stands twice. */
    public static void putOnce(Map<String, @Nullable Object> object, String name, @Nullable Object value) {
        int size = object.size();
        object.put(name, value);
        if (object.size() == size) {
            throw new JsonException();
        }
    }

    /** The text of an object. */
    public static String write(Map<String, ?> object) {
        return writeAny(object);
    }

    /** The text of an array. */
    public static String write(List<?> array) {
        return writeAny(array);
    }

    /** A text in quotation marks. */
    public static String quote(String value) {
        if (isPlain(value)) {
            return '"' + value + '"';
        }
        StringWriter text = new StringWriter(value.length() + 2);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeString(value);
        }
        return text.toString();
    }

    /** Whether no character has to be escaped (RFC 8259 section 7), nor looked at by the generator. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String writeAny(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writeValue(generator, value);
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> objectBody(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            putOnce(object, name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> arrayBody(JsonParser parser) {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return Collections.unmodifiableList(array);
    }

    private static Number integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> (Number) parser.getLongValue();
            default -> requireAllowed(new BigDecimal(parser.getBigIntegerValue()), parser.getBigIntegerValue());
        };
    }

    private static Number decimal(JsonParser parser) {
        BigDecimal number = parser.getDecimalValue();
        // Others write an integer with an exponent too, such as 1e0.
        return requireAllowed(number, number.scale() == 0 ? ClaimRules.integer(number.unscaledValue()) : number);
    }

    private static Number requireAllowed(BigDecimal number, Number result) {
        if (!ClaimRules.isAllowed(number)) {
            throw new JsonException();
        }
        return result;
    }

    private static void writeValue(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            object.forEach((name, member) -> {
                generator.writeName((String) name);
                writeValue(generator, member);
            });
            generator.writeEndObject();
        } else if (value instanceof List<?> array) {
            generator.writeStartArray();
            array.forEach(element -> writeValue(generator, element));
            generator.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "not a JSON value: " + value.getClass().getName());
        }
    }
}
