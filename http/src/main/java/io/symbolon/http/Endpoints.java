package io.symbolon.http;

import io.symbolon.SessionException;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.Optional;

/** Finds the endpoint of a request and answers what goes wrong in it. */
final class Endpoints {
    private static final int NO_CONTENT = 204;

    private final Routes routes;
    private final Answers answers;

    Endpoints(Routes routes, Answers answers) {
        this.routes = routes;
        this.answers = answers;
    }

    boolean isAt(HttpRequest request) {
        return routes.find(request).isPresent();
    }

    HttpAnswer handle(HttpRequest request) throws IOException {
        Optional<Routes.Match> match = routes.find(request);
        if (match.isEmpty()) {
            return answers.of(new RefusedRequestException(Code.NOT_FOUND), request);
        }
        if (request.method().equals("OPTIONS")) {
            return HttpAnswer.of(NO_CONTENT).withHeader("Allow", match.get().allow());
        }
        Optional<Routes.Endpoint> endpoint = match.get().endpoint(request.method());
        if (endpoint.isEmpty()) {
            return answers.of(new RefusedRequestException(Code.METHOD_NOT_ALLOWED), request)
                    .withHeader("Allow", match.get().allow());
        }
        try {
            return endpoint.get().handle(request);
        } catch (SessionException error) {
            return answers.of(error, request);
        } catch (RefusedRequestException refusal) {
            return answers.of(refusal, request);
        }
    }
}
