package io.symbolon.http;

import java.util.Optional;

/**
 * A small page for a person: what happened, and where to go on. It loads nothing but our own script, and tells nothing
 * that came with the request but for addresses, which are escaped.
 *
 * @param title what happened
 * @param text what to do
 * @param link where to go on
 */
record Page(String title, String text, Optional<Link> link) {
    /**
     * A link.
     *
     * @param address within this origin
     * @param text what it is called
     */
    record Link(String address, String text) {
        private String html() {
            return "<p><a href=\"" + escaped(address) + "\">" + escaped(text) + "</a></p>\n";
        }
    }

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

    HttpAnswer answer(int status) {
        return answer(status, "");
    }

    /** The page refreshes by the browser module, and is loaded again; without scripts the link is left. */
    HttpAnswer refreshing(int status, Mount mount, EndpointPaths paths) {
        String script = "<script type=\"module\" src=\"" + escaped(mount.path() + EndpointPaths.SCRIPTS + "/renew.js")
                + "\"></script>\n<meta name=\"symbolon-refresh\" content=\"" + escaped(mount.path() + paths.refresh())
                + "\">\n";
        return answer(status, script);
    }

    private HttpAnswer answer(int status, String head) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"robots\" content=\"noindex\">\n<title>" + escaped(title) + "</title>\n" + head
                + "</head>\n<body>\n<main>\n<h1>" + escaped(title) + "</h1>\n<p>" + escaped(text) + "</p>\n"
                + link.map(Link::html).orElse("") + "</main>\n</body>\n</html>\n";
        return HttpAnswer.of(status)
                .withHeader("Cache-Control", "no-store")
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withBody("text/html;charset=UTF-8", html);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
