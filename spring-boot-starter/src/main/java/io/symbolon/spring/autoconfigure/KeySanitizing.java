package io.symbolon.spring.autoconfigure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps keys out of what Actuator shows: the properties that hold them, and any other property with the same text, such
 * as the environment variable that a placeholder names.
 */
final class KeySanitizing implements SanitizingFunction {
    private final Supplier<@Nullable SymbolonProperties> properties;

    KeySanitizing(Supplier<@Nullable SymbolonProperties> properties) {
        this.properties = properties;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return SecretProperties.isSecret(data.getKey()) || holdsKey(data.getValue()) ? data.withSanitizedValue() : data;
    }

    private boolean holdsKey(@Nullable Object value) {
        SymbolonProperties current = value instanceof CharSequence ? properties.get() : null;
        return current != null && SecretProperties.texts(current).stream().anyMatch(String.valueOf(value)::contains);
    }
}
