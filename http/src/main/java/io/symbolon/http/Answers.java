package io.symbolon.http;

import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.http.RefusedRequestException.Code;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Errors as answers: problem details for programs and scripts, pages for people.
 *
 * @param transports whose cookies are cleared where they no longer lead on
 * @param paths where the refresh endpoint is
 * @param signInPage where people sign in, within the application
 */
record Answers(TokenTransports transports, EndpointPaths paths, Optional<String> signInPage) {
    private static final int SEE_OTHER = 303;

    HttpAnswer of(SessionException error, HttpRequest request) {
        return of(Problem.of(error), request);
    }

    HttpAnswer of(RefusedRequestException refusal, HttpRequest request) {
        return of(Problem.of(refusal), request);
    }

    /** Without the cookies that arrived. */
    HttpAnswer cleared(HttpAnswer answer, HttpRequest request) {
        Mount mount = transports.mount(request);
        List<AmbientTransport> arrived = transports
                .ambient()
                .filter(transport -> transport.hasArrived(request, mount))
                .toList();
        HttpAnswer cleared = answer;
        for (AmbientTransport transport : arrived) {
            cleared = transport.clear(cleared, request, mount);
        }
        return cleared;
    }

    private HttpAnswer of(Problem problem, HttpRequest request) {
        if (Navigation.isByPerson(request)) {
            HttpAnswer page = page(problem, request);
            return problem.endsSession() ? cleared(page, request) : page;
        }
        // A script's answer may come after those of a newer sign-in, whose cookies it would clear.
        boolean isHopeless = problem.code().equals(Code.AMBIGUOUS_SESSION.name());
        return isHopeless ? cleared(problem.answer(), request) : problem.answer();
    }

    private HttpAnswer page(Problem problem, HttpRequest request) {
        Optional<String> signIn = signIn(request);
        if (problem.action() == Action.SIGN_IN) {
            return signIn.filter(address -> !isAtSignInPage(request))
                    .map(address -> HttpAnswer.of(SEE_OTHER)
                            .withHeader("Location", address)
                            .withHeader("Cache-Control", "no-store"))
                    .orElseGet(() -> new Page("You are signed out", "Sign in to go on.", Optional.empty())
                            .answer(problem.status()));
        }
        if (problem.action() == Action.REFRESH) {
            return refresh(problem, signIn, request);
        }
        if (problem.action() == Action.STEP_UP) {
            Optional<Page.Link> link = signIn.map(address -> new Page.Link(address, "Confirm that it is you"));
            return new Page(
                            "Confirm that it is you",
                            "What you asked for needs a sign-in that is not long ago, or one more proof.",
                            link)
                    .answer(problem.status());
        }
        // A browser that cannot renew what is bound to its key tries for ever: a person can leave that.
        boolean isBound = problem.code().equals(Code.BOUND_TOKEN_MISSING.name());
        Optional<Page.Link> link = signIn.filter(address -> isBound).map(address -> new Page.Link(address, "Sign in"));
        HttpAnswer page = new Page(problem.title(), problem.detail(), link).answer(problem.status());
        return problem.retryAfter()
                .map(seconds -> page.withHeader("Retry-After", seconds))
                .orElse(page);
    }

    private HttpAnswer refresh(Problem problem, Optional<String> signIn, HttpRequest request) {
        Optional<Page.Link> link = signIn.map(address -> new Page.Link(address, "Sign in"));
        return request.method().equals("GET")
                ? new Page("One moment", "Your sign-in is being renewed.", link)
                        .refreshing(problem.status(), transports.mount(request), paths)
                : new Page(
                                "Your sign-in has to be renewed",
                                "What you sent was not taken. Go back, load the page again, and send it once more.",
                                link)
                        .answer(problem.status());
    }

    /** The sign-in page without its query. */
    Optional<String> signInPath() {
        return signInPage.map(page -> page.split("\\?", 2)[0]);
    }

    /** Where an application asks for a token there too, nobody is sent round in circles. */
    private boolean isAtSignInPage(HttpRequest request) {
        return signInPath().isPresent() && signInPath().equals(RequestPath.of(request));
    }

    private Optional<String> signIn(HttpRequest request) {
        Mount mount = transports.mount(request);
        return signInPage.map(page -> mount.path()
                + page
                + Navigation.wayBack(request, mount)
                        .map(address -> (page.contains("?") ? "&" : "?") + WayBack.PARAMETER + "="
                                + URLEncoder.encode(address, StandardCharsets.UTF_8))
                        .orElse(""));
    }
}
