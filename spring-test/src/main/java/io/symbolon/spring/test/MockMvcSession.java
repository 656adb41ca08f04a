package io.symbolon.spring.test;

import io.symbolon.CreateOptions;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * A client that is signed in, for {@code MockMvc}. It signs in with its first request, by the application's first
 * transport, and all of its requests bring the tokens of that session as a client does: in a header or in cookies. It keeps no
 * tokens that a later answer gives.
 *
 * <pre>{@code
 * MockMvcSession laptop = MockMvcSession.of("ada");
 * mvc.perform(get("/orders").with(laptop)).andExpect(status().isOk());
 * sessions.revoke(laptop.tokens().sessionId());
 * mvc.perform(get("/orders").with(laptop)).andExpect(status().isUnauthorized());
 * }</pre>
 *
 * <p>A test that needs two devices has two of them. Thread-safe.
 */
public final class MockMvcSession implements RequestPostProcessor {
    private final String subject;
    private final CreateOptions options;
    private @Nullable SignedIn signedIn;

    private record SignedIn(WebApplicationContext application, SessionTokens tokens, List<KeptCookie> cookies) {}

    private MockMvcSession(String subject, CreateOptions options) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * A client of a user.
     *
     * @param subject who
     * @return a client that signs in with its first request
     */
    public static MockMvcSession of(String subject) {
        return of(subject, CreateOptions.defaults());
    }

    /**
     * A client of a user.
     *
     * @param subject who
     * @param options authorities, claims, factors and more of the session
     * @return a client that signs in with its first request
     */
    public static MockMvcSession of(String subject, CreateOptions options) {
        return new MockMvcSession(subject, options);
    }

    /**
     * The tokens of the sign-in.
     *
     * @return the session's first tokens
     * @throws IllegalStateException if there was no request yet
     */
    public synchronized SessionTokens tokens() {
        if (signedIn == null) {
            throw new IllegalStateException("the client signs in with its first request: there was none yet");
        }
        return signedIn.tokens();
    }

    /**
     * Gives a request the session's tokens.
     *
     * @param request of a test with a web application context
     * @return the same
     * @throws IllegalStateException if nothing in the application issues tokens
     */
    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        SignedIn here =
                in(WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()), request);
        if (here.cookies().isEmpty()) {
            request.addHeader(
                    HttpHeaders.AUTHORIZATION, "Bearer " + here.tokens().accessToken());
        } else {
            request.setCookies(cookies(request, here.cookies()));
            if (request.getHeader(FetchMetadata.SITE) == null) {
                request.addHeader(FetchMetadata.SITE, FetchMetadata.SAME_ORIGIN);
            }
        }
        return request;
    }

    /** One that is used in another application signs in there. */
    private synchronized SignedIn in(WebApplicationContext application, MockHttpServletRequest request) {
        SignedIn known = signedIn;
        if (known == null || known.application() != application) {
            known = signIn(application, request);
            signedIn = known;
        }
        return known;
    }

    private SignedIn signIn(WebApplicationContext application, MockHttpServletRequest first) {
        WebSessions sessions = application.getBeanProvider(WebSessions.class).getIfAvailable();
        if (sessions == null) {
            SessionTokens tokens =
                    Issuers.of(application).create(subject, SessionContext.of(first.getRemoteAddr()), options);
            return new SignedIn(application, tokens, List.of());
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();
        try {
            SessionTokens tokens = sessions.signIn(subject, options, signInLike(first), answer);
            return new SignedIn(application, tokens, KeptCookie.of(answer.getHeaders(HttpHeaders.SET_COOKIE)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From the same device, as the guard compares them. */
    private static MockHttpServletRequest signInLike(MockHttpServletRequest first) {
        MockHttpServletRequest signIn = new MockHttpServletRequest("POST", first.getContextPath() + "/");
        signIn.setContextPath(first.getContextPath());
        signIn.setRemoteAddr(first.getRemoteAddr());
        signIn.setScheme(first.getScheme());
        signIn.setServerName(first.getServerName());
        signIn.setServerPort(first.getServerPort());
        signIn.setSecure(first.isSecure());
        signIn.addHeader(FetchMetadata.SITE, FetchMetadata.SAME_ORIGIN);
        String device = first.getHeader(HttpHeaders.USER_AGENT);
        if (device != null) {
            signIn.addHeader(HttpHeaders.USER_AGENT, device);
        }
        return signIn;
    }

    private static Cookie[] cookies(MockHttpServletRequest request, List<KeptCookie> kept) {
        List<Cookie> sent = new ArrayList<>();
        if (request.getCookies() != null) {
            sent.addAll(List.of(request.getCookies()));
        }
        for (KeptCookie cookie : kept) {
            if (cookie.goesTo(String.valueOf(request.getRequestURI()))) {
                sent.add(new Cookie(cookie.name(), cookie.value()));
            }
        }
        return sent.toArray(Cookie[]::new);
    }
}
