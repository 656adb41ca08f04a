package io.symbolon.spring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Which properties hold keys, and which texts are keys. */
final class SecretProperties {
    private static final List<String> NAMES = List.of("symbolonsigningkeys", "symbolonrefreshtokenkeys");

    private SecretProperties() {}

    /** By a property's name in any of its forms, the environment variable's too. */
    static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return NAMES.stream().anyMatch(letters::startsWith);
    }

    /** The keys that the properties hold themselves, not those in files. */
    static List<String> texts(SymbolonProperties properties) {
        return Stream.concat(
                        properties.signingKeys().stream()
                                .map(SymbolonProperties.SigningKey::key)
                                .filter(Objects::nonNull),
                        properties.refreshTokenKeys().stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !KeyText.isLocation(text))
                .toList();
    }
}
