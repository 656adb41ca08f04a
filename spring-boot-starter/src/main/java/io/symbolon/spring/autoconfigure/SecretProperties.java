package io.symbolon.spring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Which properties hold keys, and which texts are keys. */
final class SecretProperties {
    private static final List<String> NAMES = List.of(
            "symbolonsigningkeys",
            "symbolonrefreshtokenkeys",
            "symbolonservices",
            "symbolonfeedkeys",
            "symbolonverifierfeedsecret");

    private SecretProperties() {}

    /** By a property's name in any of its forms, the environment variable's too. */
    static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return NAMES.stream().anyMatch(letters::startsWith);
    }

    /** The keys that the properties hold themselves, not those in files. */
    static List<String> texts(SymbolonProperties properties) {
        return Stream.of(
                        properties.signingKeys().stream().map(SymbolonProperties.SigningKey::key),
                        properties.refreshTokenKeys().stream(),
                        properties.services().values().stream().map(SymbolonProperties.Service::secret),
                        properties.feed().keys().stream(),
                        Stream.ofNullable(properties.verifier().feed().secret()))
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !KeyText.isLocation(text))
                .toList();
    }
}
