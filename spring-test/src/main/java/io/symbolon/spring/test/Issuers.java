package io.symbolon.spring.test;

import io.symbolon.JwtUserSessionManager;
import org.springframework.context.ApplicationContext;

/** Who issues the tokens that an application accepts. */
final class Issuers {
    private Issuers() {}

    /** @throws IllegalStateException if there is neither a session manager nor an issuer of the test */
    static JwtUserSessionManager of(ApplicationContext application) {
        JwtUserSessionManager own =
                application.getBeanProvider(JwtUserSessionManager.class).getIfAvailable();
        if (own != null) {
            return own;
        }
        TestIssuer issuer = application.getBeanProvider(TestIssuer.class).getIfAvailable();
        if (issuer != null) {
            return issuer.sessions();
        }
        throw new IllegalStateException(
                "Nothing here issues tokens: there is no bean of the type JwtUserSessionManager."
                        + " For a service that only verifies tokens, make a TestIssuer a bean of the test.");
    }
}
