package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.spring.SignInOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;

/** A sign-in page with a box "remember me": without it the browser forgets the cookies when it closes. */
class RememberMeTest {
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.startWithOwnStorage(
                Application.class,
                "symbolon.web.transports=cookie",
                "symbolon.clients.remembered.idle=30d",
                "symbolon.clients.once.idle=1h",
                "symbolon.clients.once.until-browser-closes=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theCookiesEndWithTheBrowserUnlessTheBoxIsTicked() {
        String name = "username=alice&password=wonderland";
        List<String> once = cookiesOf(name);
        List<String> remembered = cookiesOf(name + "&remember-me=on");

        assertThat(once).hasSize(2).noneMatch(cookie -> cookie.contains("Max-Age"));
        assertThat(remembered).hasSize(2).allMatch(cookie -> cookie.matches(".*; Max-Age=25(91\\d{3}|92000);.*"));
    }

    /** Ours, without what clears them at a former path. */
    private static List<String> cookiesOf(String form) {
        return application.client().signIn("/login", form).headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("__") && !cookie.contains("Max-Age=0;"))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(FormLoginApplication.class)
    static class Application {
        @Bean
        SignInOptions rememberMe() {
            return new SignInOptions() {
                @Override
                public CreateOptions of(Authentication authentication) {
                    return CreateOptions.defaults().withClient("once");
                }

                @Override
                public CreateOptions of(Authentication authentication, HttpServletRequest request) {
                    boolean isTicked = request.getParameter("remember-me") != null;
                    return CreateOptions.defaults().withClient(isTicked ? "remembered" : "once");
                }
            };
        }
    }
}
