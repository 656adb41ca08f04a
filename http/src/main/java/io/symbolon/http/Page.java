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
            "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                    + "form-action ";

    HttpAnswer answer(int status) {
        return answer(status, "", "", "'none'");
    }

    /**
     * The page asks, and a button sends one value.
     *
     * @param address where to, within this origin
     */
    HttpAnswer asking(String address, String name, String value, String button) {
        String form = "<form method=\"post\" action=\"" + escaped(address) + "\">\n<input type=\"hidden\" name=\""
                + escaped(name) + "\" value=\"" + escaped(value) + "\">\n<button>" + escaped(button)
                + "</button>\n</form>\n";
        return answer(200, "", form, "'self'").withHeader("Referrer-Policy", "no-referrer");
    }

    /** The page refreshes by the browser module, and is loaded again; without scripts the link is left. */
    HttpAnswer refreshing(int status, Mount mount, EndpointPaths paths) {
        String script = "<script type=\"module\" src=\"" + escaped(mount.path() + EndpointPaths.SCRIPTS + "/renew.js")
                + "\"></script>\n<meta name=\"symbolon-refresh\" content=\"" + escaped(mount.path() + paths.refresh())
                + "\">\n";
        return answer(status, script, "", "'none'");
    }

    private HttpAnswer answer(int status, String head, String form, String formAction) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"robots\" content=\"noindex\">\n<title>" + escaped(title) + "</title>\n" + head
                + "</head>\n<body>\n<main>\n<h1>" + escaped(title) + "</h1>\n<p>" + escaped(text) + "</p>\n"
                + form + link.map(Link::html).orElse("") + "</main>\n</body>\n</html>\n";
        return HttpAnswer.of(status)
                .withHeader("Cache-Control", "no-store")
                .withHeader("Content-Security-Policy", POLICY + formAction)
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
