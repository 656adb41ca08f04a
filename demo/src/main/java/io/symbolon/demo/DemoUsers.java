package io.symbolon.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The people who can sign in. An application has them in a database, with the hashes only, and slows down those who guess
 * passwords.
 */
@Component
final class DemoUsers {
    /** Known to everybody: they are in the README. */
    static final Map<String, String> PASSWORDS = passwords();

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final Map<String, String> hashes = PASSWORDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, user -> hash(user.getValue())));
    private final String nobodysHash = hash(UUID.randomUUID().toString());

    /**
     * Checks a password. For an unknown name it takes as long as for a known one, so that nobody learns who exists.
     *
     * @return the user's id, or empty if the name or the password is wrong
     */
    Optional<String> authenticate(String name, String password) {
        String hash = hashes.get(name);
        boolean matches = encoder.matches(password, hash == null ? nobodysHash : hash);
        // BCrypt ends a password with a NUL and then repeats it: to BCrypt "a" and "a NUL a" are the same.
        return matches && hash != null && password.indexOf('\0') < 0 ? Optional.of(name) : Optional.empty();
    }

    private String hash(String password) {
        return encoder.encode(password);
    }

    private static Map<String, String> passwords() {
        Map<String, String> passwords = new LinkedHashMap<>();
        passwords.put("ada", "analytical engine");
        passwords.put("grace", "nanoseconds of wire");
        return Collections.unmodifiableMap(passwords);
    }
}
