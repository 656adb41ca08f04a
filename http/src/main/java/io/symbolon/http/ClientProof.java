package io.symbolon.http;

import io.symbolon.BindingProof;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The proof of a key that a request carries. */
final class ClientProof {
    /** What a browser signs by itself: Device Bound Session Credentials. */
    private static final String BROWSERS = "Secure-Session-Response";

    /** What a page's script signs. */
    private static final String SCRIPTS = "Symbolon-Proof";

    /** What a program signs: RFC 9449. */
    private static final String PROGRAMS = "DPoP";

    private static final URI NOWHERE = URI.create("");

    private ClientProof() {}

    /** Empty if there is none, or more than one. */
    static Optional<BindingProof> of(HttpRequest request, Mount mount, Optional<ExternalBase> base) {
        Optional<BindingProof> browsers = StructuredText.of(request, BROWSERS).map(BindingProof::dbsc);
        Optional<BindingProof> scripts = only(request, SCRIPTS).map(BindingProof::software);
        Optional<BindingProof> programs = only(request, PROGRAMS)
                .flatMap(proof ->
                        address(request, mount, base).map(uri -> BindingProof.dpop(proof, request.method(), uri)));
        List<BindingProof> all = List.of(browsers, scripts, programs).stream()
                .flatMap(Optional::stream)
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The DPoP proof that comes with an access token; without one, a text that proves nothing. */
    static BindingProof.Dpop ofAccess(HttpRequest request, Mount mount, Optional<ExternalBase> base) {
        return BindingProof.dpop(
                only(request, PROGRAMS).orElse(""),
                request.method(),
                address(request, mount, base).orElse(NOWHERE));
    }

    private static Optional<String> only(HttpRequest request, String header) {
        List<String> lines = request.headers(header);
        return lines.size() == 1 ? Optional.of(lines.get(0).strip()) : Optional.empty();
    }

    /** The request's URI as its client knows it. */
    private static Optional<URI> address(HttpRequest request, Mount mount, Optional<ExternalBase> base) {
        String within = request.path().startsWith(request.contextPath())
                ? request.path().substring(request.contextPath().length())
                : request.path();
        String origin = base.map(ExternalBase::origin)
                .orElseGet(() -> request.scheme() + "://" + request.serverName() + ":" + request.serverPort());
        try {
            return Optional.of(URI.create(origin + mount.path() + within));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
