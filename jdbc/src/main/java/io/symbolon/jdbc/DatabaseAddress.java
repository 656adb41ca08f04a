package io.symbolon.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Where a database is, for messages: never with a user name or a password. */
final class DatabaseAddress {
    /** What pools and drivers call the property; JDBC has no name for it. */
    private static final List<String> GETTERS = List.of("getJdbcUrl", "getUrl", "getURL");

    private DatabaseAddress() {}

    /** The address; empty where the DataSource does not tell. */
    static Optional<String> of(DataSource dataSource) {
        return GETTERS.stream()
                .map(getter -> property(dataSource, getter))
                .flatMap(Optional::stream)
                .findFirst()
                .map(DatabaseAddress::withoutCredentials);
    }

    /** Settings follow a question mark or a semicolon, and may hold a password; so may what is before an {@code @}. */
    static String withoutCredentials(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/]*@", "//").replaceFirst(":[^/:@]*/[^/@]*@", ":");
    }

    private static Optional<String> property(DataSource dataSource, String getter) {
        try {
            return Optional.ofNullable(dataSource.getClass().getMethod(getter).invoke(dataSource))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(url -> url.startsWith("jdbc:"));
        } catch (NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException
                | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
