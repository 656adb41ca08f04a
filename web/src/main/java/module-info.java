/** Symbolon for Jakarta Servlet applications. */
module io.symbolon.web {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive io.symbolon.http;
    requires transitive jakarta.servlet;
    // Not transitive: an application without WebSockets would not compile.
    requires static jakarta.websocket.client;

    exports io.symbolon.web;
}
