package io.symbolon.web;

import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.contract.Call;
import io.symbolon.http.contract.ContractApplication.Handler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** A handler of the contract's application as a servlet. It learns of the caller by the request's principal. */
final class ContractServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Handler handler;

    ContractServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<AccessTokenPrincipal> principal =
                Optional.ofNullable(request.getUserPrincipal()).map(AccessTokenPrincipal.class::cast);
        Call call = new Call(
                new ServletHttpRequest(request),
                principal.map(AccessTokenPrincipal::accessToken),
                AccessTokenFilter.refusal(request));
        ServletAnswers.write(handler.handle(call), response);
    }
}
