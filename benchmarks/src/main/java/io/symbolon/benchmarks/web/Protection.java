package io.symbolon.benchmarks.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;

/** What stands before the endpoint. The application is the same, and has nothing of the others in it. */
enum Protection {
    /** The floor: it believes what a header says. */
    NONE("nothing protected"),
    SPRING_SECURITY("Spring Security, its own decoder"),
    SPRING_SECURITY_WITH_SYMBOLON("Spring Security, Symbolon's decoder"),
    SYMBOLON_FILTER("Symbolon's filter"),
    SPRING_SESSION("Spring Security, Spring Session on Redis");

    private static final List<Class<?>> SECURITY = List.of(
            SecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class);
    private static final List<Class<?>> SESSIONS = List.of(
            SessionAutoConfiguration.class, SessionDataRedisAutoConfiguration.class, DataRedisAutoConfiguration.class);

    private final String title;

    Protection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    List<Class<?>> configuration() {
        return switch (this) {
            case NONE -> List.of(OpenOrders.class);
            case SPRING_SECURITY -> List.of(Orders.class, ResourceServer.class, OwnDecoder.class);
            case SPRING_SECURITY_WITH_SYMBOLON -> List.of(Orders.class, ResourceServer.class, SymbolonNode.class);
            case SYMBOLON_FILTER -> List.of(Orders.class, SymbolonNode.class);
            case SPRING_SESSION -> List.of(Orders.class, SessionsOnRedis.class);
        };
    }

    boolean hasTokens() {
        return this != NONE && this != SPRING_SESSION;
    }

    boolean hasSymbolon() {
        return this == SPRING_SECURITY_WITH_SYMBOLON || this == SYMBOLON_FILTER;
    }

    /** What the class path has and this application shall not have. */
    List<Class<?>> excluded() {
        return Stream.of(
                        this == NONE || this == SYMBOLON_FILTER ? SECURITY : List.<Class<?>>of(),
                        this == SPRING_SESSION ? List.<Class<?>>of() : SESSIONS)
                .flatMap(List::stream)
                .toList();
    }
}
