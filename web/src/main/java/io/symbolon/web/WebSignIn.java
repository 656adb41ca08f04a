package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionTokens;
import io.symbolon.http.SignIn;
import io.symbolon.http.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** A way of signing subjects in whom the application has authenticated. Immutable and thread-safe. */
public final class WebSignIn {
    private final SignIn signIn;

    WebSignIn(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * This way, by another transport.
     *
     * @param transport one of those of this application: where this client's tokens travel
     * @return a new sign-in
     * @throws IllegalArgumentException if it is not one of them
     */
    public WebSignIn with(TokenTransport transport) {
        return new WebSignIn(signIn.by(transport.transport()));
    }

    /**
     * This way, also for sign-ins that come from another site: see {@link WebSessions#withoutOriginCheck()}.
     *
     * @return a new sign-in
     */
    public WebSignIn withoutOriginCheck() {
        return new WebSignIn(signIn.withoutOriginCheck());
    }

    /**
     * Signs a subject in, without claims.
     *
     * @param subject the user's id
     * @param request the sign-in
     * @param response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return signIn(subject, CreateOptions.defaults(), request, response);
    }

    /**
     * Signs a subject in. Cookies of the other transports are cleared: an older session's would win over the new one's.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param request the sign-in
     * @param response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IllegalArgumentException if the claims do not fit into a cookie; then there is no session
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(
            String subject, CreateOptions options, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SignedIn signedIn;
        try {
            signedIn = signIn.start(subject, options, new ServletHttpRequest(request));
        } catch (io.symbolon.http.RefusedRequestException refusal) {
            throw RefusedRequestException.of(refusal);
        }
        ServletAnswers.add(signedIn.answer(), response);
        return signedIn.tokens();
    }

    /**
     * Gives new tokens to a user who has authenticated again: see {@link WebSessions#reauthenticated}.
     *
     * @param proved adds what the user has proved: at least one factor
     * @param request the request by which the user has authenticated; the filter has verified its access token
     * @param response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's next tokens
     * @throws RefusedRequestException if there is no verified access token, or tokens travel in cookies and the request
     *     comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     * @throws IOException if the response cannot be written
     */
    public SessionTokens reauthenticated(
            UnaryOperator<ReauthenticationRequest> proved, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AccessToken token = AccessTokenFilter.accessToken(request)
                .orElseThrow(() -> new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING));
        SignedIn signedIn;
        try {
            signedIn = signIn.reauthenticated(token, proved, new ServletHttpRequest(request));
        } catch (io.symbolon.http.RefusedRequestException refusal) {
            throw RefusedRequestException.of(refusal);
        }
        ServletAnswers.add(signedIn.answer(), response);
        return signedIn.tokens();
    }
}
