package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.peers.SampleClaims;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/** Who signs in by a form has a session, with what a token would say. Everyone may sign in. */
@Configuration(proxyBeanMethods = false)
class SessionsOnRedis {
    static final String SIGN_IN_PATH = "/login";
    static final String PASSWORD = "password";
    static final String COOKIE = "SESSION";

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername(name).password("{noop}" + PASSWORD).build();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .formLogin(login -> login.successHandler((request, response, authentication) ->
                        SampleClaims.OWN.forEach(request.getSession()::setAttribute)))
                .build();
    }
}
