package io.symbolon.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test as a user who is signed in. The session is one of the application's, and the authentication is what the
 * application makes of its access token: a {@code JwtAuthenticationToken} with the authorities that its beans say.
 *
 * <pre>{@code
 * @Test
 * @WithSymbolonSession(subject = "ada", authorities = "ROLE_ADMIN")
 * void anAdminClosesAccounts() {
 *     accounts.close("charles");
 * }
 * }</pre>
 *
 * <p>It is for calls of beans, and for requests of which it does not matter how the token travels. A request with a token of
 * its own, such as by {@link MockMvcSession}, goes through the whole filter chain.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@WithSecurityContext(factory = SessionSecurityContexts.class)
public @interface WithSymbolonSession {
    /**
     * The subject.
     *
     * @return whose session it is
     */
    @AliasFor("subject")
    String value() default "user";

    /**
     * The subject.
     *
     * @return whose session it is
     */
    @AliasFor("value")
    String subject() default "user";

    /**
     * What the user may do.
     *
     * @return authorities as the application would give them at a sign-in, such as {@code ROLE_ADMIN}
     */
    String[] authorities() default {};

    /**
     * The application's own claims.
     *
     * @return each {@code name=text}
     */
    String[] claims() default {};

    /**
     * How the user has authenticated, just now.
     *
     * @return names of factors, such as {@code pwd}
     */
    String[] factors() default {};

    /**
     * The client that the session belongs to.
     *
     * @return its id; empty for the application's default
     */
    String client() default "";

    /**
     * When the session starts.
     *
     * @return by default before the test's own preparation
     */
    @AliasFor(annotation = WithSecurityContext.class)
    TestExecutionEvent setupBefore() default TestExecutionEvent.TEST_METHOD;
}
