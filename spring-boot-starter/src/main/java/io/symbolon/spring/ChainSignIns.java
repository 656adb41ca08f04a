package io.symbolon.spring;

import io.symbolon.http.WayBack;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractAuthenticationFilterConfigurer;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.util.ClassUtils;

/**
 * The sign-ins that a filter chain has: starts sessions by them, and learns their page. Not thread-safe: used while the
 * chain is built.
 */
final class ChainSignIns {
    /** In this order their pages count. By name: a provider's classes need not be there. */
    private enum Kind {
        FORM("FormLoginConfigurer"),
        ONE_TIME_TOKEN("ott.OneTimeTokenLoginConfigurer"),
        OAUTH2("oauth2.client.OAuth2LoginConfigurer"),
        SAML2("saml2.Saml2LoginConfigurer");

        private static final String PACKAGE = AbstractAuthenticationFilterConfigurer.class.getPackageName() + ".";

        private final String configurer;

        Kind(String configurer) {
            this.configurer = configurer;
        }

        @SuppressWarnings({"rawtypes", "unchecked"}) // Spring Security knows its configurers by their raw types
        private Optional<AbstractAuthenticationFilterConfigurer<HttpSecurity, ?, ?>> of(HttpSecurity http) {
            Class type = ClassUtils.resolveClassName(PACKAGE + configurer, HttpSecurity.class.getClassLoader());
            return Optional.ofNullable((AbstractAuthenticationFilterConfigurer) http.getConfigurer(type));
        }

        private AuthenticationSuccessHandler with(AuthenticationSuccessHandler handler) {
            if (!(handler instanceof SessionSignInHandler sessions)) {
                return handler;
            }
            return switch (this) {
                // Spring Security has checked the state against the one that this browser was sent with.
                case OAUTH2 -> sessions.withoutOriginCheck();
                case SAML2 -> sessions.withoutOriginCheckOf(SamlAnswer::isAskedFor);
                case FORM, ONE_TIME_TOKEN -> sessions;
            };
        }

        /** By default; others are for {@code symbolon.web.open-paths}. */
        private List<String> returnPaths() {
            return switch (this) {
                case OAUTH2 -> List.of("/login/oauth2/**", "/oauth2/authorization/**");
                case SAML2 -> List.of("/login/saml2/**", "/saml2/authenticate/**");
                case FORM, ONE_TIME_TOKEN -> List.of();
            };
        }
    }

    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
    private final Map<Kind, String> pages = new EnumMap<>(Kind.class);

    /** Looks for those that were added meanwhile. A sign-in makes its page known when it is initialised. */
    void find(HttpSecurity http) {
        for (Kind kind : Kind.values()) {
            kind.of(http).filter(configurer -> seen.add(kind)).ifPresent(configurer -> listen(kind, configurer));
        }
    }

    void succeedBy(AuthenticationSuccessHandler handler, HttpSecurity http) {
        for (Kind kind : seen) {
            kind.of(http).ifPresent(configurer -> configurer.successHandler(kind.with(handler)));
        }
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    /** Within the application; empty if there is none, or if it is elsewhere. */
    Optional<String> page() {
        return pages.values().stream()
                .flatMap(page -> WayBack.checked(page).stream())
                .findFirst();
    }

    /** Where people go to providers, and where these send them back to: patterns. */
    List<String> returnPaths() {
        return seen.stream().flatMap(kind -> kind.returnPaths().stream()).toList();
    }

    private void listen(Kind kind, AbstractAuthenticationFilterConfigurer<HttpSecurity, ?, ?> configurer) {
        configurer.addObjectPostProcessor(new ObjectPostProcessor<LoginUrlAuthenticationEntryPoint>() {
            @Override
            public <O extends LoginUrlAuthenticationEntryPoint> O postProcess(O entryPoint) {
                pages.putIfAbsent(kind, entryPoint.getLoginFormUrl());
                return entryPoint;
            }
        });
    }
}
