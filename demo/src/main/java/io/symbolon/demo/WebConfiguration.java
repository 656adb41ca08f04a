package io.symbolon.demo;

import io.symbolon.JwtUserSessionManager;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Everything needs an access token but what is named here, and no answer is kept by a cache. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final JwtUserSessionManager sessions;

    WebConfiguration(JwtUserSessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessTokenGuard(sessions))
                .excludePathPatterns(
                        "/sign-in", "/session/refresh", "/session/sign-out", "/.well-known/jwks.json", "/error");
    }

    @Bean
    Filter noStore() {
        return (request, response, chain) -> {
            ((HttpServletResponse) response)
                    .setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            chain.doFilter(request, response);
        };
    }
}
