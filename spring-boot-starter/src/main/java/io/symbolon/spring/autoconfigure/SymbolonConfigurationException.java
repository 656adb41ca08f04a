package io.symbolon.spring.autoconfigure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The application's configuration is wrong or incomplete. It says what to write; it shows no key. */
final class SymbolonConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    SymbolonConfigurationException(String description, String action) {
        this(description, action, null);
    }

    SymbolonConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return action;
    }

    /** What a property says, or an exception that names the property. */
    static <T> T of(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException wrong) {
            throw new SymbolonConfigurationException(
                    property + " is wrong: " + wrong.getMessage(), "Correct the property " + property + ".", wrong);
        }
    }
}
