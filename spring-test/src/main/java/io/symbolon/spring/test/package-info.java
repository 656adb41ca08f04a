/**
 * Sessions in the tests of a Spring Boot application. They are real ones, in the application's own storage: what is tested
 * is its whole filter chain, and a session that the test ends is refused.
 *
 * <ul>
 *   <li>{@link io.symbolon.spring.test.MockMvcSession}: a client that is signed in, for {@code MockMvc};
 *   <li>{@link io.symbolon.spring.test.WebTestClientSession}: the same for {@code WebTestClient};
 *   <li>{@link io.symbolon.spring.test.WithSymbolonSession}: whoever calls a method of a bean;
 *   <li>{@link io.symbolon.spring.test.TestIssuer}: the issuer, for a service that only verifies tokens.
 * </ul>
 */
@NullMarked
package io.symbolon.spring.test;

import org.jspecify.annotations.NullMarked;
